using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.HostKeys;
using AcrNetconf.Ssh.Native;
using AcrNetconf.Ssh.Sessions;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh;

/// <summary>NETCONF over SSH (RFC 6242) served inside this process by libssh.</summary>
/// <remarks>
/// <code>
///   accept loop per listener ─▶ ConnectionGate ─▶ SshConnection (actor) ─▶ SshChannel ─▶ INetconfSessionSink
///                                                   ▲        ▲
///                                     SessionPoller ┘        └ timer (login grace, idle, keepalive)
/// </code>
/// One poll thread, turns on the thread pool, nothing per connection but memory. Bind, then run once.
/// </remarks>
public sealed class SshServerTransport : INetconfTransport
{
    private const int Backlog = 512;
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;

    private static readonly TimeSpan s_evictionAge = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan s_longestTick = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan s_acceptRetry = TimeSpan.FromMilliseconds(100);

    private readonly SshServerOptions _options;
    private readonly ISshAuthenticator _authenticator;
    private readonly IHostKeyProvider _hostKeys;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ConnectionGate _gate;
    private readonly List<Socket> _listeners = [];
    private SessionPoller? _poller;
    private ConnectionServices? _services;
    private SshAlgorithms _algorithms = SshAlgorithms.Default;
    private volatile NativeBind? _bind;
    private long _lastId;
    private long _accepted;
    private long _refused;

    /// <summary>Makes a server that does nothing yet.</summary>
    /// <exception cref="ArgumentException">The options cannot be honoured; says all that is wrong.</exception>
    public SshServerTransport(
        SshServerOptions options, ISshAuthenticator authenticator, IHostKeyProvider hostKeys, TimeProvider timeProvider, ILogger<SshServerTransport> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(authenticator);
        ArgumentNullException.ThrowIfNull(hostKeys);
        string problems = string.Join("; ", options.Problems());
        if (problems.Length > 0)
        {
            throw new ArgumentException($"netconf-ssh: {problems}", nameof(options));
        }

        _options = options;
        _authenticator = authenticator;
        _hostKeys = hostKeys;
        _timeProvider = timeProvider;
        _logger = logger;
        _gate = new ConnectionGate(options.Limits, () => RandomNumberGenerator.GetInt32(100));
    }

    /// <inheritdoc/>
    public string Name => "ssh";

    /// <summary>Counters at this moment. Any thread.</summary>
    public SshServerStatus Status => new(
        _gate.Connections,
        _gate.Startups,
        _poller?.Connections.Sum(c => c.ChannelCount) ?? 0,
        Volatile.Read(ref _accepted),
        Volatile.Read(ref _refused),
        _services?.AuthenticationFailures ?? 0,
        NativeSession.Created,
        NativeSession.Freed);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EndPoint>> BindAsync(CancellationToken cancellationToken)
    {
        LibSshVersion.Require();
        IReadOnlyList<HostKey> keys = _hostKeys.Load();
        _bind = MakeBind(keys);
        _hostKeys.Changed += ReloadHostKeys;
        Log.Started(_logger, LibSshVersion.Current, keys.Count, keys[0].Fingerprint);
        foreach (IPEndPoint endPoint in _options.Listen)
        {
            _listeners.Add(Listen(endPoint));
        }

        IReadOnlyList<EndPoint> bound = [.. _listeners.Select(l => l.LocalEndPoint!)]; // bound sockets have one
        return ValueTask.FromResult(bound);
    }

    /// <inheritdoc/>
    public async Task RunAsync(INetconfSessionSink sink, CancellationToken stop)
    {
        if (_listeners.Count == 0 || _poller is not null)
        {
            throw new InvalidOperationException("Bind first, run once.");
        }

        _poller = new SessionPoller();
        _services = new ConnectionServices(_options, _authenticator, sink, _poller, _gate, _timeProvider, _logger);
        TimeSpan tick = Tick();
        await using (_timeProvider.CreateTimer(_ => SignalDue(), null, tick, tick))
        {
            await Task.WhenAll(_listeners.Select(l => AcceptAsync(l, stop)));
            await StopConnectionsAsync();
        }
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync()
    {
        _hostKeys.Changed -= ReloadHostKeys;
        _listeners.ForEach(l => l.Dispose());
        _listeners.Clear();
        _poller?.Dispose();
        _poller = null;
        _bind?.Free();
        _bind = null;
        return ValueTask.CompletedTask;
    }

    private NativeBind MakeBind(IReadOnlyList<HostKey> keys)
    {
        var bind = new NativeBind(keys, _options.Identification, _algorithms);
        if (StrictKeyExchangeProbe.OfferedKeyExchanges(bind).Contains(SshAlgorithms.StrictKeyExchange))
        {
            return bind;
        }

        Log.NoStrictKeyExchange(_logger);
        bind.Free();
        _algorithms = _algorithms.WithoutPrefixTruncation();
        return new NativeBind(keys, _options.Identification, _algorithms);
    }

    private void ReloadHostKeys()
    {
        try
        {
            IReadOnlyList<HostKey> keys = _hostKeys.Load();
            NativeBind? old = Interlocked.Exchange(ref _bind, new NativeBind(keys, _options.Identification, _algorithms));
            old?.Free();
            Log.HostKeysReloaded(_logger, keys[0].Fingerprint);
        }
        catch (IOException exception)
        {
            Log.HostKeysNotReloaded(_logger, exception.Message);
        }
    }

    private Socket Listen(IPEndPoint endPoint)
    {
        IPEndPoint wanted = !Socket.OSSupportsIPv6 && endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.Any, endPoint.Port) : endPoint;
        Socket? socket = null;
        try
        {
            socket = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
            if (wanted.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            socket.Bind(wanted);
            socket.Listen(Backlog);
            Log.Listening(_logger, (IPEndPoint)socket.LocalEndPoint!); // bound sockets have one
            return socket;
        }
        catch (SocketException exception)
        {
            socket?.Dispose();
            throw new IOException($"netconf-ssh: cannot listen on {wanted}: {exception.Message}", exception);
        }
    }

    private async Task AcceptAsync(Socket listener, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                Begin(await listener.AcceptAsync(stop));
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException exception)
            {
                // Out of descriptors, or the peer went away in the queue: serve the others, try again.
                Log.AcceptFailed(_logger, listener.LocalEndPoint, exception.Message);
                await Task.Delay(s_acceptRetry, _timeProvider, CancellationToken.None);
            }
        }

        listener.Close();
    }

    private void Begin(Socket socket)
    {
        IPEndPoint remote = ConnectionServices.Plain(socket.RemoteEndPoint);
        if (Refusal(remote.Address) is { } reason)
        {
            long count = Interlocked.Increment(ref _refused);
            if (long.IsPow2(count))
            {
                Log.Refused(_logger, count, remote, reason);
            }

            socket.Dispose();
            return;
        }

        Interlocked.Increment(ref _accepted);
        if (!TryStart(socket))
        {
            _gate.Leave(remote.Address, wasAuthenticated: false);
            socket.Dispose();
        }
    }

    private string? Refusal(IPAddress source)
    {
        ConnectionGate.Admission admission = _gate.Enter(source);
        return admission switch
        {
            ConnectionGate.Admission.Admitted => null,
            ConnectionGate.Admission.Full => "all places are taken",
            _ when Evict(admission == ConnectionGate.Admission.Source ? source : null) && _gate.EnterInstead(source) => null,
            ConnectionGate.Admission.Source => "too many from there are not authenticated yet",
            _ => "too many are not authenticated yet",
        };
    }

    // Honest clients are through in milliseconds; the oldest one that is not is the best to cut.
    private bool Evict(IPAddress? source)
    {
        TimeSpan youngest = _services!.Now - s_evictionAge; // accepting: running
        SshConnection? victim = _poller!.Connections
            .Where(c => c.IsStartup && c.Since < youngest && (source is null || c.Remote.Address.Equals(source)))
            .MinBy(c => c.Since);
        victim?.Kill("made room for another login");
        return victim is not null;
    }

    private bool TryStart(Socket socket)
    {
        if (!TryPrepare(socket) || _bind is not { } bind || LibC.Duplicate((int)socket.Handle) is not (>= 0 and var duplicate))
        {
            return false;
        }

        SshLimits limits = _options.Limits;
        NativeSession? native = NativeSession.Start(bind, duplicate, _options.Methods, (ulong)limits.RekeyBytes, (uint)limits.RekeyInterval.TotalSeconds);
        if (native is null)
        {
            return false;
        }

        var connection = new SshConnection(Interlocked.Increment(ref _lastId), socket, native, _services!); // accepting: running
        _poller!.Add(connection);
        connection.Signal();
        return true;
    }

    private bool TryPrepare(Socket socket)
    {
        TimeSpan patience = _options.Limits.KeepaliveInterval * _options.Limits.KeepaliveCount;
        try
        {
            socket.NoDelay = true;
            socket.Blocking = false; // shared with the duplicate; libssh does not set it, and a large send would block the worker
            socket.SetRawSocketOption(TcpLevel, TcpUserTimeout, BitConverter.GetBytes((int)Math.Min(patience.TotalMilliseconds, int.MaxValue)));
            return true;
        }
        catch (SocketException)
        {
            return false; // already gone
        }
    }

    private TimeSpan Tick()
    {
        SshLimits limits = _options.Limits;
        TimeSpan[] times = [limits.LoginGrace, limits.IdleWithoutChannel, limits.KeepaliveInterval, limits.CloseGrace, s_longestTick * 4];
        return times.Min() / 4;
    }

    private void SignalDue()
    {
        TimeSpan now = _services!.Now; // the timer runs only inside RunAsync
        foreach (SshConnection connection in _poller!.Connections.Where(c => c.Due <= now))
        {
            connection.Signal();
        }
    }

    private async Task StopConnectionsAsync()
    {
        TimeSpan step = TimeSpan.FromMilliseconds(20);
        TimeSpan deadline = _services!.Now + _options.Limits.StopGrace; // called inside RunAsync
        while (!_poller!.IsEmpty && _services.Now < deadline)
        {
            foreach (SshConnection connection in _poller.Connections)
            {
                connection.Stop();
            }

            await Task.Delay(step, _timeProvider, CancellationToken.None);
        }

        while (!_poller.IsEmpty)
        {
            foreach (SshConnection connection in _poller.Connections)
            {
                connection.Kill("server stops");
            }

            await Task.Delay(step, _timeProvider, CancellationToken.None);
        }
    }
}
