using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Unix;

/// <summary>NETCONF on a Unix socket: sshd authenticates, its subsystem relay connects here, the kernel says who that is.</summary>
/// <remarks>
/// <code>
///   ssh client ─▶ sshd ─▶ acr-netconf-relay (as the user) ─▶ socket ─▶ SO_PEERCRED, RelayGreeting ─▶ StreamChannel ─▶ INetconfSessionSink
/// </code>
/// The address of the SSH client is what the user's own process says: good for a log, no proof.
/// </remarks>
public sealed class UnixServerTransport : INetconfTransport, IReconfigurable<UnixServerOptions>, IDisposable
{
    private readonly IUnixAccounts _accounts;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly ConcurrentDictionary<long, Task> _connections = [];
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _closing = [];
    private volatile UnixServerOptions _options;
    private UnixListener? _listener;
    private INetconfSessionSink? _sink;
    private long _lastId;

    /// <summary>Makes a server that does nothing yet.</summary>
    public UnixServerTransport(UnixServerOptions options, IUnixAccounts accounts, TimeProvider time, ILogger<UnixServerTransport> logger)
    {
        _options = options;
        _accounts = accounts;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public string Name => "unix";

    /// <inheritdoc/>
    public UnixServerOptions Options => _options;

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EndPoint>> BindAsync(CancellationToken cancellationToken)
    {
        using ITransportChange change = Prepare(_options);
        IReadOnlyList<EndPoint> bound = change.EndPoints;
        change.Apply();
        return ValueTask.FromResult(bound);
    }

    /// <inheritdoc/>
    public ITransportChange Prepare(UnixServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return options.Path == _listener?.Path
            ? new Change(this, options, _listener)
            : new Change(this, options, options.Path is { } path ? UnixListener.Open(path, options, _accounts) : null);
    }

    /// <inheritdoc/>
    public async Task RunAsync(INetconfSessionSink sink, CancellationToken stop)
    {
        _sink = sink;
        _listener?.Start(Accept, _time, _logger);
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await CloseAsync();
        await _stop.CancelAsync();
        await Task.WhenAll(_connections.Values);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Dispose();
    }

    /// <inheritdoc/>
    public void Dispose() => _stop.Dispose();

    private async Task CloseAsync()
    {
        if (_listener is { } listener)
        {
            _listener = null;
            _closing.Add(listener.CloseAsync());
        }

        await Task.WhenAll(_closing);
        _closing.Clear();
    }

    private void Apply(UnixServerOptions options, UnixListener? listener)
    {
        _options = options;
        if (listener == _listener)
        {
            Reprotect(options);
            return;
        }

        if (_listener is { } old)
        {
            _closing.Add(old.CloseAsync());
            Log.ListeningEnded(_logger, "netconf-unix", old.EndPoint);
        }

        _listener = listener;
        if (listener is not null)
        {
            Log.Listening(_logger, "netconf-unix", listener.EndPoint);
            if (_sink is not null)
            {
                listener.Start(Accept, _time, _logger);
            }
        }
    }

    // Mode and group of a socket that stays. The file is ours; if somebody removed it meanwhile, the log says so and the socket goes on.
    private void Reprotect(UnixServerOptions options)
    {
        if (_listener is { } listener)
        {
            try
            {
                UnixListener.Protect(listener.Path, options, _accounts);
            }
            catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
            {
                Log.NotProtected(_logger, listener.Path, fault.Message);
            }
        }
    }

    private void Accept(Socket socket)
    {
        if (_connections.Count >= _options.MaxConnections)
        {
            Log.UnixRefused(_logger, 0, "-", 0, "all places are taken");
            socket.Dispose();
            return;
        }

        long id = Interlocked.Increment(ref _lastId);
        var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _connections[id] = over.Task;
        _ = ServeAsync(id, socket, over);
    }

    private async Task ServeAsync(long id, Socket socket, TaskCompletionSource over)
    {
        try
        {
            await Task.Yield();
            await using var stream = new NetworkStream(socket, ownsSocket: true);
            await new UnixConnection(id, socket, stream, _options, _accounts, _time, _logger).RunAsync(_sink!, _stop.Token); // accepting: running
        }
        catch (Exception exception) when (exception is IOException or SocketException or OperationCanceledException)
        {
            Log.UnixLost(_logger, id, exception.Message);
        }
        finally
        {
            _connections.TryRemove(id, out _);
            over.SetResult();
        }
    }

    private sealed class Change(UnixServerTransport owner, UnixServerOptions options, UnixListener? listener) : ITransportChange
    {
        private bool _isDone;

        public IReadOnlyList<EndPoint> EndPoints => listener is null ? [] : [listener.EndPoint];

        public void Apply()
        {
            if (!_isDone)
            {
                _isDone = true;
                owner.Apply(options, listener);
            }
        }

        public void Dispose()
        {
            if (!_isDone && listener is not null && listener != owner._listener)
            {
                _ = listener.CloseAsync(); // complete at once: it was never started
            }

            _isDone = true;
        }
    }
}
