using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.CallHome;

/// <summary>Calls NETCONF clients home (RFC 8071): dials, then is the SSH or TLS server on the connection as if the client had dialled.</summary>
/// <remarks>
/// Listens nowhere. A client that is taken away is called no more and loses its session; one that is changed is called by its new settings
/// once the connection it has is over.
/// </remarks>
public sealed class CallHomeTransport : INetconfTransport, IReconfigurable<CallHomeOptions>
{
    private readonly IReadOnlyDictionary<CallHomeProtocol, ICallHomeServer> _servers;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly Dictionary<string, CallHomeCaller> _callers = [];
    private volatile CallHomeCaller[] _inService = [];
    private readonly List<Task> _retired = [];
    private volatile CallHomeOptions _options;
    private bool _isRunning;

    /// <param name="options">Whom to call.</param>
    /// <param name="servers">Who serves the connections.</param>
    /// <param name="time">Clock of pauses and periods.</param>
    /// <param name="logger">Gets calls and their ends.</param>
    public CallHomeTransport(
        CallHomeOptions options, IReadOnlyDictionary<CallHomeProtocol, ICallHomeServer> servers, TimeProvider time, ILogger<CallHomeTransport> logger)
    {
        _options = options;
        _servers = servers;
        _time = time;
        _logger = logger;
    }

    /// <inheritdoc/>
    public string Name => "call-home";

    /// <inheritdoc/>
    public CallHomeOptions Options => _options;

    /// <summary>How the calls to every client stand, in the order of their names. Any thread.</summary>
    public IReadOnlyList<CallHomeStatus> Clients => [.. _inService.Select(c => c.Status)];

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<EndPoint>> BindAsync(CancellationToken cancellationToken)
    {
        Check(_options);
        return ValueTask.FromResult<IReadOnlyList<EndPoint>>([]);
    }

    /// <inheritdoc/>
    public ITransportChange Prepare(CallHomeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        Check(options);
        return new Change(this, options);
    }

    /// <inheritdoc/>
    public async Task RunAsync(INetconfSessionSink sink, CancellationToken stop)
    {
        _isRunning = true;
        Apply(_options);
        await Task.Delay(Timeout.InfiniteTimeSpan, _time, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _isRunning = false;
        foreach (CallHomeCaller caller in _callers.Values)
        {
            // Their sessions are ended by the servers, which stop as well.
            caller.Retire();
            _retired.Add(caller.Completion);
        }

        await Task.WhenAll(_retired);
    }

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private void Check(CallHomeOptions options)
    {
        string problems = string.Join("; ", options.Problems());
        if (problems.Length > 0)
        {
            throw new IOException($"call-home: {problems}");
        }

        foreach (CallHomeEndpoint endpoint in options.Clients.SelectMany(c => c.Endpoints))
        {
            if (endpoint.Tls?.Problem() is { } problem)
            {
                throw new IOException($"call-home: {endpoint}: {problem}");
            }

            if (endpoint.Tls is null)
            {
                _servers[endpoint.Protocol].RequireReady();
            }
        }
    }

    private void Apply(CallHomeOptions options)
    {
        _options = options;
        if (!_isRunning)
        {
            return;
        }

        var followed = new Dictionary<string, CallHomeCaller>();
        foreach ((string name, CallHomeCaller caller) in _callers.Where(c => !options.Clients.Contains(c.Value.Client)).ToArray())
        {
            if (options.Clients.Any(c => c.Name == name))
            {
                caller.Retire();
            }
            else
            {
                caller.Dismiss();
            }

            _callers.Remove(name);
            _retired.Add(caller.Completion);
            followed.Add(name, caller);
        }

        _retired.RemoveAll(t => t.IsCompleted);
        foreach (CallHomeClient client in options.Clients.Where(c => !_callers.ContainsKey(c.Name)))
        {
            _callers.Add(client.Name, new CallHomeCaller(
                client, DialAsync, RandomNumberGenerator.GetInt32, _time, _logger, followed.GetValueOrDefault(client.Name)));
        }

        _inService = [.. _callers.Values.OrderBy(c => c.Client.Name, StringComparer.Ordinal)];
    }

    private async Task<CallHomeEnd> DialAsync(
        CallHomeClient client, CallHomeEndpoint endpoint, Action connected, CancellationToken dismissed, CancellationToken cancellationToken)
    {
        // Without a family it speaks both, and a host name's addresses are tried one after the other.
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            using var patience = new CancellationTokenSource(client.MaxWait, _time);
            using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
            await socket.ConnectAsync(endpoint.Host, endpoint.Port, limit.Token);

            // Asked for while it is known: the socket of a peer that resets has no address any more.
            _ = (socket.RemoteEndPoint, socket.LocalEndPoint);
        }
        catch (Exception exception) when (exception is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            return new CallHomeEnd(false, exception is SocketException ? exception.Message : $"no connection within {client.MaxWait.TotalSeconds} s");
        }

        connected();
        Log.Called(_logger, client.Name, endpoint);
        return await _servers[endpoint.Protocol].ServeAsync(socket, new CallHomeTerms(client.Name, client.IdleTimeout, endpoint.Tls, dismissed));
    }

    private sealed class Change(CallHomeTransport owner, CallHomeOptions options) : ITransportChange
    {
        private bool _isDone;

        public IReadOnlyList<EndPoint> EndPoints => [];

        public void Apply()
        {
            if (!_isDone)
            {
                _isDone = true;
                owner.Apply(options);
            }
        }

        public void Dispose() => _isDone = true;
    }
}
