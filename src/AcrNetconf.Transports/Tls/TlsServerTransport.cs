using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Listening;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Tls;

/// <summary>NETCONF over TLS with mutual certificates (RFC 7589).</summary>
/// <remarks>
/// <code>
///   accept loop per listener ─▶ Doorkeeper ─▶ TlsConnection (one task) ─▶ CertificateJudge ─▶ StreamChannel ─▶ INetconfSessionSink
///   Call Home ────────────────────────────────▶┘
/// </code>
/// A connection keeps the options it began with; nothing of an earlier one is resumed, so each certificate is judged anew.
/// </remarks>
public sealed class TlsServerTransport : INetconfTransport, IReconfigurable<TlsServerOptions>, ICallHomeServer, IDisposable
{
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly long _start;
    private readonly ConnectionGate _gate;
    private readonly Doorkeeper _door;
    private readonly TcpListeners _listeners;
    private readonly ConcurrentDictionary<long, TlsConnection> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private volatile TlsServerOptions _options;
    private volatile TlsDoor? _given;
    private volatile TlsDoors _doors = TlsDoors.None;
    private volatile INetconfSessionSink? _sink;
    private long _lastId;
    private long _refused;

    /// <summary>Makes a server that does nothing yet.</summary>
    public TlsServerTransport(TlsServerOptions options, TimeProvider time, ILogger<TlsServerTransport> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        _options = options;
        _time = time;
        _logger = logger;
        _start = time.GetTimestamp();
        _gate = new ConnectionGate(options.Limits.Admission, () => RandomNumberGenerator.GetInt32(100));
        _door = new Doorkeeper(_gate);
        _listeners = new TcpListeners("netconf-tls", Accept, time, logger);
    }

    /// <inheritdoc/>
    public string Name => "tls";

    /// <inheritdoc/>
    public TlsServerOptions Options => _options;

    /// <summary>Where it listens. Any thread.</summary>
    public IEnumerable<TlsListenerStatus> Listeners => _listeners.Open.Select(place => _doors.Find(place.Wanted) is { } door
        ? new TlsListenerStatus(place.Bound, true, door.Fingerprint)
        : new TlsListenerStatus(place.Bound, false, _given?.Fingerprint));

    /// <summary>Connections of all states now.</summary>
    public int Connections => _gate.Connections;

    private TimeSpan Now => _time.GetElapsedTime(_start);

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EndPoint>> BindAsync(CancellationToken cancellationToken)
    {
        using ITransportChange change = Prepare(_options);
        IReadOnlyList<EndPoint> bound = change.EndPoints;
        change.Apply();
        return ValueTask.FromResult(bound);
    }

    /// <inheritdoc/>
    public ITransportChange Prepare(TlsServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        TlsDoor? given = options.Listen.Count > 0 || options.Parameters.Problem() is null ? TlsDoor.Open(options.Parameters) : null;
        var doors = TlsDoors.Open(options.Endpoints);
        return new Change(this, options, given, doors, _listeners.Prepare([.. options.Listen, .. options.Endpoints.Select(e => e.Address)]));
    }

    /// <inheritdoc/>
    public void RequireReady() => TlsDoor.Open(_options.Parameters);

    /// <inheritdoc/>
    public async Task RunAsync(INetconfSessionSink sink, CancellationToken stop)
    {
        _sink = sink;
        _listeners.Start();
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await _listeners.StopAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_connections.Values.Select(c => c.Completion));
    }

    /// <inheritdoc/>
    public Task<CallHomeEnd> ServeAsync(Socket socket, CallHomeTerms terms)
    {
        ArgumentNullException.ThrowIfNull(socket);
        ArgumentNullException.ThrowIfNull(terms);
        IPAddress remote = PlainAddress.Of(socket.RemoteEndPoint).Address;
        if (!_gate.EnterInstead(remote))
        {
            socket.Dispose();
            return Task.FromResult(new CallHomeEnd(false, "all places are taken"));
        }

        TlsDoor? door;
        try
        {
            door = terms.Tls is { } parameters ? TlsDoor.Open(parameters) : _given;
        }
        catch (IOException exception)
        {
            socket.Dispose();
            _gate.Leave(remote, wasAuthenticated: false);
            return Task.FromResult(new CallHomeEnd(false, exception.Message));
        }

        return ServeAsync(socket, door, terms);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _listeners.DisposeAsync();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private void Accept(Socket socket, IPEndPoint at)
    {
        IPEndPoint remote = PlainAddress.Of(socket.RemoteEndPoint);
        if (_door.Refusal(remote.Address, _connections.Values, Now) is not { } reason)
        {
            _ = ServeAsync(socket, _doors.At(at) ?? _given, caller: null);
            return;
        }

        long count = Interlocked.Increment(ref _refused);
        if (long.IsPow2(count))
        {
            Log.Refused(_logger, Name, count, remote, reason);
        }

        socket.Dispose();
    }

    // The gate has counted it.
    private async Task<CallHomeEnd> ServeAsync(Socket socket, TlsDoor? door, CallHomeTerms? caller)
    {
        IPAddress source = PlainAddress.Of(socket.RemoteEndPoint).Address;
        long id = Interlocked.Increment(ref _lastId);
        if (door is null || _sink is not { } sink)
        {
            socket.Dispose();
            _gate.Leave(source, wasAuthenticated: false);
            return new CallHomeEnd(false, _options.Parameters.Problem() ?? "the server does not run");
        }

        var connection = new TlsConnection(id, socket, new TlsTerms(_options, door, caller), Now, _time, _logger);
        _connections[id] = connection;
        using CancellationTokenRegistration stopping = _stop.Token.Register(() => connection.Kill("server stops"));
        using CancellationTokenRegistration dismissing = (caller?.Dismissed ?? CancellationToken.None).Register(() => connection.Kill(CallHomeTerms.DismissalReason));
        bool wasAuthenticated = await connection.RunAsync(sink, () => _gate.Authenticated(source));
        _connections.TryRemove(id, out _);
        _gate.Leave(source, wasAuthenticated);
        return new CallHomeEnd(wasAuthenticated, connection.EndReason);
    }

    private void Apply(TlsServerOptions options, TlsDoor? given, TlsDoors doors)
    {
        HashSet<string> shown = [.. All(_given, _doors).Select(door => door.Fingerprint.Text)];
        foreach (TlsDoor door in All(given, doors).Where(door => shown.Add(door.Fingerprint.Text)))
        {
            Log.TlsIdentity(_logger, door.Identity.TargetCertificate.Subject, door.Fingerprint.Text, door.Identity.TargetCertificate.NotAfter);
        }

        _options = options;
        _given = given;
        _doors = doors.After(_doors);
        _gate.Limits = options.Limits.Admission;
    }

    private static IEnumerable<TlsDoor> All(TlsDoor? given, TlsDoors doors) => given is null ? doors.All : doors.All.Prepend(given);

    private sealed class Change(TlsServerTransport owner, TlsServerOptions options, TlsDoor? given, TlsDoors doors, ITransportChange listeners) : ITransportChange
    {
        private bool _isDone;

        public IReadOnlyList<EndPoint> EndPoints => listeners.EndPoints;

        public void Apply()
        {
            if (!_isDone)
            {
                _isDone = true;
                owner.Apply(options, given, doors);
                listeners.Apply();
            }
        }

        public void Dispose()
        {
            if (!_isDone)
            {
                _isDone = true;
                listeners.Dispose();
            }
        }
    }
}
