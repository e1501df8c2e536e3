using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Listening;

/// <summary>One listening TCP socket and its accept loop.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "CloseAsync disposes of the socket; a token source without timer holds nothing.")]
internal sealed class TcpListener
{
    private const int Backlog = 512;
    private const int SocketLevel = 1;
    private const int ReusePort = 15;

    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    private TcpListener(IPEndPoint wanted, Socket socket)
    {
        _socket = socket;
        Wanted = wanted;
        EndPoint = (IPEndPoint)socket.LocalEndPoint!; // bound sockets have one
    }

    /// <summary>The address asked for: what tells it from others.</summary>
    public IPEndPoint Wanted { get; }

    /// <summary>Where it listens, with the port the system picked.</summary>
    public IPEndPoint EndPoint { get; }

    /// <param name="name">Name of the transport for the sentence.</param>
    /// <param name="endPoint">Where; <c>[::]</c> accepts IPv4 as well.</param>
    /// <param name="going">Listeners of ours that will be closed when this one takes over: one of them may hold the port under another address.</param>
    /// <exception cref="ListenRefusedException">It cannot be listened on; one sentence.</exception>
    public static TcpListener Open(string name, IPEndPoint endPoint, IEnumerable<TcpListener> going)
    {
        IPEndPoint wanted = !Socket.OSSupportsIPv6 && endPoint.Address.Equals(IPAddress.IPv6Any) ? new IPEndPoint(IPAddress.Any, endPoint.Port) : endPoint;
        try
        {
            return new TcpListener(endPoint, Bind(wanted, [.. going.Where(l => l.EndPoint.Port == wanted.Port)]));
        }
        catch (SocketException exception)
        {
            throw new ListenRefusedException(endPoint, $"{name}: cannot listen on {wanted}: {exception.Message}", exception);
        }
    }

    public void Start(Action<Socket, IPEndPoint> accepted, TimeProvider time, ILogger logger) => _accepting = AcceptAsync(accepted, time, logger);

    /// <summary>Accepts no more. What the kernel had already accepted is still served.</summary>
    public async Task CloseAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _socket.Dispose();
    }

    private static Socket Bind(IPEndPoint wanted, List<TcpListener> predecessors)
    {
        var socket = new Socket(wanted.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            if (wanted.Address.Equals(IPAddress.IPv6Any))
            {
                socket.DualMode = true;
            }

            // 127.0.0.1:830 to [::]:830: while it begins to listen both say that they share the port. Afterwards nobody else may.
            SharePort(socket, predecessors, share: predecessors.Count > 0);
            socket.Bind(wanted);
            socket.Listen(Backlog);
            SharePort(socket, predecessors, share: false);
            return socket;
        }
        catch
        {
            predecessors.ForEach(p => SetReusePort(p._socket, on: false));
            socket.Dispose();
            throw;
        }
    }

    private static void SharePort(Socket socket, List<TcpListener> predecessors, bool share)
    {
        SetReusePort(socket, share);
        predecessors.ForEach(p => SetReusePort(p._socket, share));
    }

    private static void SetReusePort(Socket socket, bool on) => socket.SetRawSocketOption(SocketLevel, ReusePort, BitConverter.GetBytes(on ? 1 : 0));

    private async Task AcceptAsync(Action<Socket, IPEndPoint> accepted, TimeProvider time, ILogger logger)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                accepted(await _socket.AcceptAsync(_stop.Token), Wanted);
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException exception)
            {
                // Out of descriptors, or the peer went away in the queue: serve the others, try again.
                Log.AcceptFailed(logger, EndPoint, exception.Message);
                await Task.Delay(s_retry, time, CancellationToken.None);
            }
        }

        DrainQueue(accepted);
    }

    private void DrainQueue(Action<Socket, IPEndPoint> accepted)
    {
        try
        {
            while (_socket.Poll(0, SelectMode.SelectRead))
            {
                accepted(_socket.Accept(), Wanted);
            }
        }
        catch (SocketException)
        {
            // The peer went away in the queue, or nothing can be accepted any more: the socket is closed next.
        }
    }
}
