using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>Turns channels into sessions, within limits. What the sessions do is the processor's business.</summary>
public sealed class NetconfServer : INetconfSessionSink
{
    private readonly IRpcProcessor _processor;
    private readonly SessionLimits _limits;
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

        var limits = channel.Peer.IdleTimeout is { } idle ? _limits with { IdleTimeout = idle } : _limits;
        var session = new NetconfSession(id, channel, _processor, Sessions, limits, _time, _logger);
        Sessions.Add(session);
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
}
