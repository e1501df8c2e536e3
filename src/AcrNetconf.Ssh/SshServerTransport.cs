using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.HostKeys;
using AcrNetconf.Ssh.Native;
using AcrNetconf.Ssh.Sessions;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Listening;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh;

/// <summary>NETCONF over SSH (RFC 6242) served inside this process by libssh.</summary>
/// <remarks>
/// <code>
///   accept loop per listener ─▶ ConnectionGate ─▶ SshConnection (actor) ─▶ SshChannel ─▶ INetconfSessionSink
///                                                   ▲        ▲
///                                     SessionPoller ┘        └ timer (login grace, idle, keepalive)
/// </code>
/// One poll thread, turns on the thread pool, nothing per connection but memory. Bind, then run once; new options may come at any time between.
/// libssh and the host keys are asked for when the first listener is.
/// </remarks>
public sealed class SshServerTransport : INetconfTransport, IReconfigurable<SshServerOptions>, ICallHomeServer
{
    private const int TcpLevel = 6;
    private const int TcpUserTimeout = 18;

    private static readonly TimeSpan s_longestTick = TimeSpan.FromSeconds(1);

    private readonly ISshAuthenticator _authenticator;
    private readonly IHostKeyProvider _hostKeys;
    private readonly TimeProvider _timeProvider;
    private readonly ILogger _logger;
    private readonly ConnectionGate _gate;
    private readonly Doorkeeper _door;
    private readonly TcpListeners _listeners;
    private readonly Lock _keysLock = new();
    private volatile SshServerOptions _options;
    private ITimer? _timer;
    private volatile bool _isStopping;
    private SessionPoller? _poller;
    private ConnectionServices? _services;
    private SshAlgorithms _algorithms = SshAlgorithms.Default;
    private volatile NativeBind? _bind;
    private volatile IReadOnlyList<string> _fingerprints = [];
    private volatile SshDoors _doors = new([], _ => throw new InvalidOperationException("no listener has keys yet"));
    private SshDoors? _formerDoors;
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
        Check(options);
        _options = options;
        _authenticator = authenticator;
        _hostKeys = hostKeys;
        _timeProvider = timeProvider;
        _logger = logger;
        _gate = new ConnectionGate(options.Limits.Admission, () => RandomNumberGenerator.GetInt32(100));
        _door = new Doorkeeper(_gate);
        _listeners = new TcpListeners("netconf-ssh", Begin, timeProvider, logger);
    }

    /// <inheritdoc/>
    public string Name => "ssh";

    /// <inheritdoc/>
    public SshServerOptions Options => _options;

    /// <summary>Where it listens. Any thread.</summary>
    public IEnumerable<SshListenerStatus> Listeners => _listeners.Open.Select(place => _doors.Find(place.Wanted) is { } door
        ? new SshListenerStatus(place.Bound, true, door.Bind is null ? _fingerprints : door.Fingerprints)
        : new SshListenerStatus(place.Bound, false, _fingerprints));

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
        using ITransportChange change = Prepare(_options);
        IReadOnlyList<EndPoint> bound = change.EndPoints;
        change.Apply();
        return ValueTask.FromResult(bound);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">The options cannot be honoured; says all that is wrong.</exception>
    public ITransportChange Prepare(SshServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        if (options.Listen.Count > 0 || options.Endpoints.Count > 0)
        {
            RequireKeys();
        }

        NativeBind? bind = _bind is not null && options.Identification != _options.Identification ? MakeBind(_hostKeys.Load(), options) : null;
        SshDoors? doors = null;
        try
        {
            doors = new SshDoors(options.Endpoints, keys => new NativeBind(keys, options.Identification, _algorithms));
            return new Change(this, options, bind, doors, _listeners.Prepare([.. options.Listen, .. options.Endpoints.Select(e => e.Address)]));
        }
        catch
        {
            bind?.Free();
            doors?.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public async Task RunAsync(INetconfSessionSink sink, CancellationToken stop)
    {
        if (_poller is not null)
        {
            throw new InvalidOperationException("Run once.");
        }

        _poller = new SessionPoller();
        _services = new ConnectionServices(_options, _authenticator, sink, _poller, _gate, _timeProvider, _logger);
        TimeSpan tick = Tick();
        _timer = _timeProvider.CreateTimer(_ => SignalDue(), null, tick, tick);
        await using (_timer)
        {
            _listeners.Start();
            await Task.Delay(Timeout.InfiniteTimeSpan, _timeProvider, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            await _listeners.StopAsync();
            _isStopping = true;
            await StopConnectionsAsync();
        }
    }

    /// <inheritdoc/>
    public void RequireReady() => RequireKeys();

    /// <inheritdoc/>
    public async Task<CallHomeEnd> ServeAsync(Socket socket, CallHomeTerms terms)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(terms);
        IPAddress remote = PlainAddress.Of(socket.RemoteEndPoint).Address;
        string? problem = ReadyProblem() ?? (_gate.EnterInstead(remote) ? null : "all places are taken");
        if (problem is not null)
        {
            socket.Dispose();
            return new CallHomeEnd(false, problem);
        }

        if (TryStart(socket, at: null, terms) is not { } connection)
        {
            _gate.Leave(remote, wasAuthenticated: false);
            socket.Dispose();
            return new CallHomeEnd(false, "the connection was lost at once");
        }

        await using CancellationTokenRegistration dismissing = terms.Dismissed.Register(() => connection.Kill(CallHomeTerms.DismissalReason));
        await connection.Completion;
        return new CallHomeEnd(connection.WasAuthenticated, connection.EndReason);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _hostKeys.Changed -= ReloadHostKeys;
        await _listeners.DisposeAsync();
        _poller?.Dispose();
        _poller = null;
        _doors.Dispose();
        _formerDoors?.Dispose();
        _bind?.Free();
        _bind = null;
    }

    private static void Check(SshServerOptions options)
    {
        string problems = string.Join("; ", options.Problems());
        if (problems.Length > 0)
        {
            throw new ArgumentException($"netconf-ssh: {problems}", nameof(options));
        }
    }

    private void RequireKeys()
    {
        lock (_keysLock)
        {
            if (_bind is null)
            {
                LibSshVersion.Require();
                IReadOnlyList<HostKey> keys = _hostKeys.Load();
                _bind = MakeBind(keys, _options);
                _fingerprints = [.. keys.Select(k => k.Fingerprint)];
                _hostKeys.Changed += ReloadHostKeys;
                Log.Started(_logger, LibSshVersion.Current, keys.Count, keys[0].Fingerprint);
            }
        }
    }

    private void Apply(SshServerOptions options, NativeBind? bind, SshDoors doors)
    {
        _options = options;
        _gate.Limits = options.Limits.Admission;
        if (_services is { } services)
        {
            services.Options = options;
        }

        lock (_keysLock)
        {
            if (bind is not null)
            {
                Interlocked.Exchange(ref _bind, bind)?.Free();
            }

            // The last ones are still asked for by who waits at a listener that closes.
            _formerDoors?.Dispose();
            _formerDoors = _doors;
            _doors = doors;
        }

        TimeSpan tick = Tick();
        _timer?.Change(tick, tick);
    }

    private NativeBind MakeBind(IReadOnlyList<HostKey> keys, SshServerOptions options)
    {
        var bind = new NativeBind(keys, options.Identification, _algorithms);
        if (StrictKeyExchangeProbe.OfferedKeyExchanges(bind).Contains(SshAlgorithms.StrictKeyExchange))
        {
            return bind;
        }

        Log.NoStrictKeyExchange(_logger);
        bind.Free();
        _algorithms = _algorithms.WithoutPrefixTruncation();
        return new NativeBind(keys, options.Identification, _algorithms);
    }

    private void ReloadHostKeys()
    {
        try
        {
            IReadOnlyList<HostKey> keys = _hostKeys.Load();
            var bind = new NativeBind(keys, _options.Identification, _algorithms);
            lock (_keysLock)
            {
                Interlocked.Exchange(ref _bind, bind)?.Free();
            }

            _fingerprints = [.. keys.Select(k => k.Fingerprint)];
            Log.HostKeysReloaded(_logger, keys[0].Fingerprint);
        }
        catch (IOException exception)
        {
            Log.HostKeysNotReloaded(_logger, exception.Message);
        }
    }

    private void Begin(Socket socket, IPEndPoint at)
    {
        IPEndPoint remote = PlainAddress.Of(socket.RemoteEndPoint);
        if (_door.Refusal(remote.Address, _poller!.Connections, _services!.Now) is { } reason) // accepting: running
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
        if (TryStart(socket, at, terms: null) is null)
        {
            _gate.Leave(remote.Address, wasAuthenticated: false);
            socket.Dispose();
        }
    }

    private string? ReadyProblem()
    {
        try
        {
            RequireKeys();
            return _services is null || _isStopping ? "the server does not run" : null;
        }
        catch (IOException exception)
        {
            return exception.Message;
        }
    }

    private SshConnection? TryStart(Socket socket, IPEndPoint? at, CallHomeTerms? terms)
    {
        if (!TryPrepare(socket) || LibC.Duplicate((int)socket.Handle) is not (>= 0 and var duplicate))
        {
            return null;
        }

        SshServerOptions options = _options;
        NativeSession? native;
        lock (_keysLock)
        {
            // Sessions copy the keys as they begin; until then nobody frees them.
            SshDoor? door = at is null ? null : _doors.Find(at) ?? _formerDoors?.Find(at);
            options = door is null || door.Methods == options.Methods ? options : options with { Methods = door.Methods };
            native = NativeSession.Start(
                door?.Bind ?? _bind!, duplicate, options.Methods, (ulong)options.Limits.RekeyBytes, (uint)options.Limits.RekeyInterval.TotalSeconds); // listening: there are keys
        }

        if (native is null)
        {
            return null;
        }

        var connection = new SshConnection(Interlocked.Increment(ref _lastId), socket, native, options, _services!, terms); // accepting: running
        _poller!.Add(connection);
        connection.Signal();
        return connection;
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

    private sealed class Change(SshServerTransport owner, SshServerOptions options, NativeBind? bind, SshDoors doors, ITransportChange listeners) : ITransportChange
    {
        private bool _isDone;

        public IReadOnlyList<EndPoint> EndPoints => listeners.EndPoints;

        public void Apply()
        {
            if (!_isDone)
            {
                _isDone = true;
                owner.Apply(options, bind, doors);
                listeners.Apply();
            }
        }

        public void Dispose()
        {
            if (!_isDone)
            {
                _isDone = true;
                bind?.Free();
                doors.Dispose();
                listeners.Dispose();
            }
        }
    }
}
