using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh.Native;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Listening;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh.Sessions;

/// <summary>One SSH connection: an actor whose turns run on the thread pool, one at a time.</summary>
/// <remarks>
/// <code>
///   epoll thread ─┐
///   pipes        ─┼─Signal─▶ turn: poll libssh ▶ requests ▶ channels ▶ free ▶ arm epoll
///   timer        ─┤
///   authenticator┘
/// </code>
/// Everything of libssh that belongs to this connection is touched only inside a turn. A signal during a turn causes another one.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "The connection disposes of itself, in the turn it ends.")]
internal sealed class SshConnection : IThreadPoolWorkItem, INewcomer
{
    private const int MaxPollsPerTurn = 32;
    private const int MaxUnsentBytes = 256 * 1024;

    private readonly ConnectionServices _services;
    private readonly SshServerOptions _options;
    private readonly CallHomeTerms? _terms;
    private readonly Socket _socket;
    private readonly NativeSession _native;
    private readonly ConnectionAuthentication _authentication;
    private readonly ConnectionClock _clock;
    private readonly OutboundBudget _budget = new(MaxUnsentBytes);
    private readonly List<SshChannel> _channels = [];
    private readonly Action _signal;
    private readonly TaskCompletionSource _over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _schedule;
    private int _countedFailures;
    private volatile string? _end;
    private volatile bool _stopping;
    private bool _welcomed;
    private bool _isDead;

    /// <param name="id">Number, never used twice.</param>
    /// <param name="socket">The connected socket; watched by epoll. libssh works on a duplicate, so that when it closes its own on an error, ours is not reused under us.</param>
    /// <param name="native">The session on the duplicate.</param>
    /// <param name="options">Of the server, with the methods of the listener.</param>
    /// <param name="services">What connections share.</param>
    /// <param name="terms">Of a connection that called home; null for others.</param>
    public SshConnection(long id, Socket socket, NativeSession native, SshServerOptions options, ConnectionServices services, CallHomeTerms? terms)
    {
        Id = id;
        _socket = socket;
        _native = native;
        _services = services;
        _options = options;
        _terms = terms;
        _signal = Signal;
        Descriptor = (int)socket.Handle;
        Remote = PlainAddress.Of(socket.RemoteEndPoint);
        Local = PlainAddress.Of(socket.LocalEndPoint);
        _clock = new ConnectionClock(Limits(), services.Now);
        _authentication = new ConnectionAuthentication(
            native, _options, services.Authenticator, id, Remote.Address, _signal, services.Logger);
    }

    public long Id { get; }

    /// <summary>The socket's descriptor, valid until the connection has gone.</summary>
    public int Descriptor { get; }

    public IPEndPoint Remote { get; }

    public IPEndPoint Local { get; }

    /// <inheritdoc/>
    public TimeSpan Since => _clock.Since;

    /// <inheritdoc/>
    public IPAddress Source => Remote.Address;

    /// <inheritdoc/>
    public bool IsStartup { get; private set; } = true;

    /// <summary>Completes when the connection is over.</summary>
    public Task Completion => _over.Task;

    /// <summary>A user logged in; final when <see cref="Completion"/> is.</summary>
    public bool WasAuthenticated => _welcomed;

    /// <summary>Why it ended; set when <see cref="Completion"/> is.</summary>
    public string EndReason => _end ?? "";

    /// <summary>Channels not freed yet; a snapshot.</summary>
    public int ChannelCount { get; private set; }

    /// <summary>When something is due that no event announces.</summary>
    public TimeSpan Due => _clock.Due;

    /// <summary>Asks for a turn. Any thread, any number of times.</summary>
    public void Signal()
    {
        // 0 idle, 1 queued or running, 2 running and wanted again
        int seen = Interlocked.CompareExchange(ref _schedule, 1, 0);
        if (seen == 0)
        {
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
        else if (seen == 1 && Interlocked.CompareExchange(ref _schedule, 2, 1) == 0)
        {
            // The turn ended in between: nobody runs, so queue it after all.
            Signal();
        }
    }

    /// <summary>Cuts the connection in its next turn.</summary>
    public void Kill(string reason)
    {
        _end ??= reason;
        Signal();
    }

    /// <summary>Ends every channel in an orderly way, then the connection.</summary>
    public void Stop()
    {
        _stopping = true;
        Signal();
    }

    /// <inheritdoc/>
    public void Execute()
    {
        if (_isDead)
        {
            return;
        }

        bool more;
        try
        {
            more = Turn();
        }
        catch (Exception exception)
        {
            // One broken connection must not take the server down: it is cut, its sessions are aborted.
            Log.TurnFailed(_services.Logger, exception, Id);
            _end = "internal error";
            Finish();
            return;
        }

        if (_isDead)
        {
            return;
        }

        if (!more && !_authentication.IsPending)
        {
            // Armed before going idle: the event may fire at once, and then finds a turn to ask for.
            // While a request is held nothing is armed: a hang-up would be reported over and over.
            _services.Poller.Arm(this, _native.HasUnsent);
        }

        if (more || Interlocked.CompareExchange(ref _schedule, 0, 1) != 1)
        {
            Volatile.Write(ref _schedule, 1);
            ThreadPool.UnsafeQueueUserWorkItem(this, preferLocal: false);
        }
    }

    // A periodic connection whose sessions were ended for their silence must not stay without any.
    private SshLimits Limits()
        => _terms?.IdleTimeout is { } idle && idle < _options.Limits.IdleWithoutChannel ? _options.Limits with { IdleWithoutChannel = idle } : _options.Limits;

    private bool Turn()
    {
        TimeSpan now = _services.Now;
        bool more = _end is null && Work(now);
        if (_end is null)
        {
            CheckClock(now);
        }

        _services.CountAuthenticationFailures(_authentication.Failures - _countedFailures);
        _countedFailures = _authentication.Failures;
        ChannelCount = _channels.Count;
        if (_end is null)
        {
            return more;
        }

        Finish();
        return false;
    }

    private bool Work(TimeSpan now)
    {
        _authentication.Settle();
        if (_authentication.IsPending)
        {
            return false;
        }

        bool more = Poll();
        ulong heard = _native.SocketBytesIn;
        HandleRequests();
        if (_authentication.IsPending)
        {
            return false;
        }

        if (_stopping)
        {
            StopChannels();
        }

        more |= PumpChannels(now);
        Welcome();
        _end ??= _authentication.Verdict ?? (_native.IsConnected ? null : "connection lost");

        // Asking for messages and reading channels moves packets too. What came that way is in libssh's queues, where no event will tell of it:
        // only another turn sees it.
        return more || _native.SocketBytesIn != heard;
    }

    private void StopChannels()
    {
        foreach (SshChannel channel in _channels)
        {
            if (channel.IsWithoutSubsystem)
            {
                channel.Abort("server stops");
            }

            channel.CompleteInput();
        }
    }

    private void CheckClock(TimeSpan now)
    {
        bool isInUse = _channels.Exists(c => c.IsInUse);
        TimeSpan? closingSince = _channels.Min(c => c.ClosingSince);
        ConnectionClock.Verdict verdict = _clock.Check(now, _welcomed, isInUse, closingSince, _native.SocketBytesIn);
        if (verdict == ConnectionClock.Verdict.SendKeepalive)
        {
            _native.SendKeepalive();
        }

        _end ??= verdict switch
        {
            ConnectionClock.Verdict.LoginGrace => "login grace time is over",
            ConnectionClock.Verdict.Idle => "no NETCONF channel for too long",
            ConnectionClock.Verdict.Dead => "peer does not answer keepalives",
            ConnectionClock.Verdict.CloseIgnored => "peer does not close its channel",
            _ => _stopping && _channels.Count == 0 ? "server stops" : null,
        };
    }

    private bool Poll()
    {
        for (int i = 0; i < MaxPollsPerTurn; i++)
        {
            if (!_native.Poll())
            {
                return false;
            }
        }

        return true;
    }

    private void HandleRequests()
    {
        while (!_authentication.IsPending && _native.NextMessage() is { } message)
        {
            if (message.Kind == NativeMessage.RequestKind.Authentication)
            {
                _authentication.Handle(message); // frees or holds it
                continue;
            }

            if (!Accepts(message))
            {
                message.Refuse();
            }

            message.Free();
        }
    }

    // True: answered. RFC 4254 §5.1, §6: sessions only, and of those the one subsystem; no shell, no exec, no forwarding.
    private bool Accepts(NativeMessage message)
    {
        if (_authentication.User is null)
        {
            return false;
        }

        return message.Kind switch
        {
            NativeMessage.RequestKind.ChannelOpen => message.OpensSession && OpenChannel(message),
            NativeMessage.RequestKind.Channel => AnswerChannelRequest(message),
            _ => false,
        };
    }

    private bool OpenChannel(NativeMessage message)
    {
        const uint LeastPacket = 64;
        if (_stopping || _channels.Count >= _options.Limits.MaxChannelsPerConnection)
        {
            Log.ChannelRefused(_services.Logger, Id, _channels.Count);
            return false;
        }

        if (LibSshVersion.Current < LibSshVersion.V0_11 && message.PeekMaximumPacket() is uint size and < LeastPacket)
        {
            Log.PacketSizeRefused(_services.Logger, Id, size);
            return false;
        }

        if (message.AcceptChannel() is not { } native)
        {
            return false;
        }

        _channels.Add(new SshChannel(native, _signal, _services.Logger));
        return true;
    }

    private bool AnswerChannelRequest(NativeMessage message)
    {
        SshChannel? channel = _channels.Find(c => c.Is(message.Channel));
        switch (message.Request)
        {
            // Clients that force a terminal or pass their environment get what they ask for: nothing changes here.
            case NativeMessage.ChannelRequest.Pty:
            case NativeMessage.ChannelRequest.Environment:
            case NativeMessage.ChannelRequest.WindowChange:
                message.AcceptChannelRequest();
                return true;
            case NativeMessage.ChannelRequest.Subsystem when channel is { IsWithoutSubsystem: true } && message.Subsystem == "netconf":
                message.AcceptChannelRequest();
                StartSession(channel, _authentication.User!); // checked by the caller
                return true;
            default:
                return false;
        }
    }

    private void StartSession(SshChannel channel, AuthenticatedUser user)
    {
        var peer = new PeerInfo(user.Name, user.Method, "netconf-ssh", Remote, Local, Id, user.KeyFingerprint) 
        {
            IsRecovery = user.IsRecovery,
            IdleTimeout = _terms?.IdleTimeout,
            Transport = "ssh",
            CalledClient = _terms?.Client,
        };
        channel.Start(peer, _services.Sink);
    }

    private bool PumpChannels(TimeSpan now)
    {
        bool more = false;
        bool anyGone = false;
        foreach (SshChannel channel in _channels)
        {
            more |= channel.Pump(_native, _budget, now);
            anyGone |= channel.IsGone;
            _end ??= channel.Verdict;
        }

        if (anyGone)
        {
            // Pumping moves packets too; a request that names a channel must be answered before the channel is freed.
            HandleRequests();
            _channels.FindAll(c => c.IsGone).ForEach(c => c.Free());
            _channels.RemoveAll(c => c.IsGone);
        }

        return more;
    }

    private void Welcome()
    {
        if (!_welcomed && _authentication.User is { } user)
        {
            _welcomed = true;
            IsStartup = false;
            _services.Gate.Authenticated(Remote.Address);
            Log.LoggedIn(
                _services.Logger, Id, user.Name, Remote, user.Method, user.KeyFingerprint ?? "-", _native.ClientIdentification, _native.Negotiated);
        }
    }

    private void Finish()
    {
        if (_isDead)
        {
            return;
        }

        _isDead = true;
        IsStartup = false;
        ChannelCount = 0;
        if (_welcomed)
        {
            Log.Ended(_services.Logger, Id, Remote, _end ?? "");
        }
        else
        {
            Log.StartupEnded(_services.Logger, Id, Remote, _end ?? "");
        }

        _channels.ForEach(c => c.Lose());
        _authentication.Dispose();
        if (_native.IsConnected)
        {
            _native.Disconnect();
        }

        // Order: no events, session with event and channels, then the descriptor epoll knew it by.
        _services.Poller.Remove(this);
        _native.Free();
        _channels.ForEach(c => c.Forget());
        _socket.Dispose();
        _services.Gate.Leave(Remote.Address, _welcomed);
        _over.TrySetResult();
    }
}
