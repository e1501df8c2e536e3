using System.IO.Pipelines;
using System.Net;
using System.Text;
using AcrNetconf.Netconf.Transport;

namespace AcrNetconf.UnitTests.Netconf.Fakes;

/// <summary>A channel in memory with the client's end of it: what a transport would hand over, without sockets.</summary>
internal sealed class PipeChannel : INetconfChannel
{
    private readonly Pipe _toServer = new(new PipeOptions(pauseWriterThreshold: 256 * 1024, resumeWriterThreshold: 128 * 1024));
    private readonly Pipe _toClient;
    private readonly CancellationTokenSource _aborted = new();

    public PipeChannel(string user = "operator", long pauseAt = 256 * 1024)
    {
        _toClient = new Pipe(new PipeOptions(pauseWriterThreshold: pauseAt, resumeWriterThreshold: pauseAt / 2));
        Pipe = new Duplex(_toServer.Reader, _toClient.Writer);
        Peer = new PeerInfo(user, "password", "netconf-ssh", new IPEndPoint(IPAddress.Loopback, 40000), new IPEndPoint(IPAddress.Loopback, 830), 1);
    }

    public IDuplexPipe Pipe { get; }

    public PeerInfo Peer { get; init; }

    public CancellationToken Aborted => _aborted.Token;

    public string? AbortReason { get; private set; }

    private StringBuilder Received { get; } = new();

    public void Abort(string reason)
    {
        AbortReason ??= reason;
        _aborted.Cancel();
    }

    /// <summary>The network breaks.</summary>
    public void Lose() => _aborted.Cancel();

    public async Task SendAsync(string bytes)
    {
        await _toServer.Writer.WriteAsync(Encoding.UTF8.GetBytes(bytes));
    }

    public async Task SendAsync(byte[] bytes) => await _toServer.Writer.WriteAsync(bytes);

    /// <summary>The client ends its sending side.</summary>
    public ValueTask CloseAsync() => _toServer.Writer.CompleteAsync();

    /// <summary>Reads up to and including <paramref name="end"/>; what follows stays for the next call.</summary>
    public async Task<string> ReceiveAsync(string end)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var text = Received.ToString();
            var at = text.IndexOf(end, StringComparison.Ordinal);
            if (at >= 0)
            {
                Received.Remove(0, at + end.Length);
                return text[..(at + end.Length)];
            }

            var read = await _toClient.Reader.ReadAsync(patience.Token);
            foreach (var segment in read.Buffer)
            {
                Received.Append(Encoding.Latin1.GetString(segment.Span));
            }

            _toClient.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted && Received.ToString().IndexOf(end, StringComparison.Ordinal) < 0)
            {
                throw new InvalidOperationException($"The server closed the channel; '{end}' did not come in: {Received}");
            }
        }
    }

    /// <summary>Everything up to the server's end of the channel.</summary>
    public async Task<string> ReceiveAllAsync()
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (true)
        {
            var read = await _toClient.Reader.ReadAsync(patience.Token);
            foreach (var segment in read.Buffer)
            {
                Received.Append(Encoding.Latin1.GetString(segment.Span));
            }

            _toClient.Reader.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
            {
                var all = Received.ToString();
                Received.Clear();
                return all;
            }
        }
    }

    private sealed record Duplex(PipeReader Input, PipeWriter Output) : IDuplexPipe;
}
