using System.Net;
using System.Net.Sockets;
using System.Text;

namespace AcrNetconf.Agent.Hosting.Metrics;

/// <summary>Answers <c>GET /metrics</c>; one request a connection, nothing else.</summary>
/// <remarks>A page of text once in some seconds needs no web server; this one reads at most 8 KiB and waits at most 5 s for them.</remarks>
internal sealed class MetricsEndpoint : IAsyncDisposable
{
    private const int MaxRequestBytes = 8192;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(5);

    private readonly TcpListener _listener;
    private readonly Func<string> _page;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _accepting;

    private MetricsEndpoint(TcpListener listener, Func<string> page)
    {
        _listener = listener;
        _page = page;
        _accepting = AcceptAsync();
    }

    /// <summary>Where it listens, with the port the system picked.</summary>
    public EndPoint Address => _listener.LocalEndpoint;

    /// <exception cref="StartRefusedException">The address cannot be used.</exception>
    public static MetricsEndpoint Start(IPEndPoint address, Func<string> page)
    {
        var listener = new TcpListener(address);
        try
        {
            listener.Start(16);
            return new MetricsEndpoint(listener, page);
        }
        catch (SocketException fault)
        {
            listener.Dispose();
            throw new StartRefusedException($"--metrics {address}: {fault.Message}", fault);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        await _accepting;
        _stop.Dispose();
        _listener.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var client = await _listener.AcceptTcpClientAsync(_stop.Token);
                await AnswerAsync(client);
            }
            catch (Exception fault) when (fault is OperationCanceledException or SocketException or IOException or ObjectDisposedException)
            {
                // A scraper that goes away, or our own stop: the loop's condition tells which.
            }
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        limit.CancelAfter(s_patience);
        var stream = client.GetStream();
        var request = await ReadHeadAsync(stream, limit.Token);
        var (status, body) = request switch
        {
            ["GET", "/metrics", ..] => ("200 OK", _page()),
            ["GET", ..] => ("404 Not Found", "metrics are at /metrics\n"),
            _ => ("405 Method Not Allowed", "only GET\n"),
        };
        var bytes = Encoding.UTF8.GetBytes(body);
        var head = $"HTTP/1.1 {status}\r\nContent-Type: text/plain; version=0.0.4; charset=utf-8\r\nContent-Length: {bytes.Length}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), limit.Token);
        await stream.WriteAsync(bytes, limit.Token);
    }

    /// <summary>Words of the request line; the head is read to its end so that closing does not reset the connection.</summary>
    private static async Task<string[]> ReadHeadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var buffer = new byte[MaxRequestBytes];
        var length = 0;
        int count;
        while (length < buffer.Length && (count = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += count;
            if (buffer.AsSpan(0, length).IndexOf("\r\n\r\n"u8) >= 0)
            {
                break;
            }
        }

        var text = Encoding.ASCII.GetString(buffer, 0, length);
        return text.Split('\r')[0].Split(' ');
    }
}
