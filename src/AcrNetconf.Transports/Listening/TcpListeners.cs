using System.Net;
using System.Net.Sockets;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Listening;

/// <summary>The listening sockets of one transport: opened, moved and closed while it runs.</summary>
/// <remarks>One owner prepares and applies at a time. <paramref name="accepted"/> is called on the pool, once per connection, and owns the socket.</remarks>
/// <param name="name">Name of the transport for messages: <c>netconf-ssh</c>.</param>
/// <param name="accepted">Takes a connection, and the address asked for of the listener it came to; must not throw.</param>
/// <param name="time">Clock of pauses.</param>
/// <param name="logger">Gets listeners that come and go.</param>
public sealed class TcpListeners(string name, Action<Socket, IPEndPoint> accepted, TimeProvider time, ILogger logger) : IAsyncDisposable
{
    private readonly Dictionary<IPEndPoint, TcpListener> _open = [];
    private List<Task> _closing = [];
    private IReadOnlyList<(IPEndPoint Wanted, IPEndPoint Bound)> _places = [];
    private bool _isStarted;
    private volatile bool _isStopped;

    /// <summary>For transports whose listeners are all alike.</summary>
    public TcpListeners(string name, Action<Socket> accepted, TimeProvider time, ILogger logger)
        : this(name, (socket, _) => accepted(socket), time, logger)
    {
    }

    /// <summary>Those open: as asked for, and with real ports. Any thread.</summary>
    public IReadOnlyList<(IPEndPoint Wanted, IPEndPoint Bound)> Open => Volatile.Read(ref _places);

    /// <summary>Opens what is wanted and not open yet; connections wait in the kernel until the change is applied.</summary>
    /// <remarks>After <see cref="StopAsync"/> nothing is opened any more: what is asked for then is a part of going away.</remarks>
    /// <exception cref="IOException">An address cannot be listened on; one sentence.</exception>
    public ITransportChange Prepare(IReadOnlyList<IPEndPoint> wanted)
    {
        ArgumentNullException.ThrowIfNull(wanted);
        var opened = new Dictionary<IPEndPoint, TcpListener>();
        if (_isStopped)
        {
            return new Change(this, [], opened);
        }

        try
        {
            foreach (IPEndPoint endPoint in wanted.Distinct().Where(e => !_open.ContainsKey(e)))
            {
                IEnumerable<TcpListener> going = _open.Where(o => !wanted.Contains(o.Key)).Select(o => o.Value);
                opened.Add(endPoint, TcpListener.Open(name, endPoint, going));
            }
        }
        catch
        {
            Drop(opened);
            throw;
        }

        return new Change(this, [.. wanted.Distinct()], opened);
    }

    /// <summary>Accepts from now on, also on what later changes open.</summary>
    public void Start()
    {
        _isStarted = true;
        foreach (TcpListener listener in _open.Values)
        {
            listener.Start(accepted, time, logger);
        }
    }

    /// <summary>Closes every listener; returns when no more connection will come.</summary>
    public async Task StopAsync()
    {
        _isStopped = true;
        _closing.AddRange(_open.Values.Select(l => l.CloseAsync()));
        _open.Clear();
        await Task.WhenAll(_closing);
        _closing = [];
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await StopAsync();

    private void Apply(IReadOnlyList<IPEndPoint> wanted, Dictionary<IPEndPoint, TcpListener> opened)
    {
        foreach ((IPEndPoint endPoint, TcpListener listener) in _open.Where(o => !wanted.Contains(o.Key)).ToArray())
        {
            _open.Remove(endPoint);
            _closing.Add(listener.CloseAsync());
            Log.ListeningEnded(logger, name, listener.EndPoint);
        }

        _closing.RemoveAll(t => t.IsCompletedSuccessfully);
        foreach ((IPEndPoint endPoint, TcpListener listener) in opened)
        {
            _open.Add(endPoint, listener);
            Log.Listening(logger, name, listener.EndPoint);
            if (_isStarted)
            {
                listener.Start(accepted, time, logger);
            }
        }

        Volatile.Write(ref _places, [.. _open.Values.Select(l => (l.Wanted, l.EndPoint))]);
    }

    // Closing is complete at once for a listener that was never started.
    private static void Drop(Dictionary<IPEndPoint, TcpListener> opened)
    {
        foreach (TcpListener listener in opened.Values)
        {
            _ = listener.CloseAsync();
        }
    }

    private sealed class Change(TcpListeners owner, IReadOnlyList<IPEndPoint> wanted, Dictionary<IPEndPoint, TcpListener> opened) : ITransportChange
    {
        private bool _isDone;

        public IReadOnlyList<EndPoint> EndPoints
            => [.. wanted.Select(w => opened.TryGetValue(w, out TcpListener? fresh) ? fresh.EndPoint : owner._open[w].EndPoint)];

        public void Apply()
        {
            if (!_isDone)
            {
                _isDone = true;
                owner.Apply(wanted, opened);
            }
        }

        public void Dispose()
        {
            if (!_isDone)
            {
                _isDone = true;
                Drop(opened);
            }
        }
    }
}
