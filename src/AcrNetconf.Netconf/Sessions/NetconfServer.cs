using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>Turns channels into sessions, within limits. What the sessions do is the processor's business.</summary>
public sealed class NetconfServer : INetconfSessionSink
{
    private readonly IRpcProcessor _processor;
    private volatile SessionLimits _limits;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private volatile bool _stopping;

    internal NetconfServer(IRpcProcessor processor, SessionRegistry sessions, EventStream events, SessionLimits limits, TimeProvider time, ILogger logger)
    {
        _processor = processor;
        Sessions = sessions;
        Events = events;
        _limits = limits;
        _time = time;
        _logger = logger;
    }

    public SessionRegistry Sessions { get; }

    /// <summary>Where features publish their notifications.</summary>
    public EventStream Events { get; }

    /// <summary>What a peer may cost. May change at any time: time limits hold for all sessions, sizes and numbers for those that begin later.</summary>
    public SessionLimits Limits
    {
        get => _limits;
        set
        {
            _limits = value;
            foreach (var session in Sessions.Sessions)
            {
                session.Change(LimitsOf(session.Peer, value));
            }
        }
    }

    /// <inheritdoc/>
    public async Task OnSessionAsync(INetconfChannel channel)
    {
        ArgumentNullException.ThrowIfNull(channel);
        var refusal = "the server stops";
        var id = _stopping ? 0 : Sessions.TryEnter(channel.Peer, _limits, out refusal);
        if (id == 0)
        {
            Log.SessionRefused(_logger, channel.Peer.User, channel.Peer.Remote?.ToString() ?? "-", refusal);
            await channel.Pipe.Output.CompleteAsync();
            await channel.Pipe.Input.CompleteAsync();
            channel.Abort(refusal);
            return;
        }

        var limits = _limits;
        var session = new NetconfSession(id, channel, _processor, Sessions, LimitsOf(channel.Peer, limits), _time, _logger);
        Sessions.Add(session);
        if (!ReferenceEquals(limits, _limits))
        {
            // They changed before the session could be told.
            session.Change(LimitsOf(channel.Peer, _limits));
        }

        Log.SessionOpened(
            _logger, id, channel.Peer.User, channel.Peer.Remote?.ToString() ?? "-", channel.Peer.TransportIdentity, channel.Peer.AuthenticationMethod);
        await session.RunAsync();
    }

    /// <summary>Ends all sessions, giving back what they hold, and takes no new ones.</summary>
    public async Task StopAsync()
    {
        _stopping = true;
        var sessions = Sessions.Sessions.ToArray();
        foreach (var session in sessions)
        {
            session.Stop();
        }

        await Task.WhenAll(sessions.Select(s => s.Completion));
    }

    // A connection made periodically has a silence of its own.
    private static SessionLimits LimitsOf(PeerInfo peer, SessionLimits limits) => peer.IdleTimeout is { } idle ? limits with { IdleTimeout = idle } : limits;
}
