using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using System.Net.Sockets;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports;

/// <summary>A NETCONF channel over any stream: two bounded pipes and the two loops that fill and empty them.</summary>
/// <remarks>
/// <code>
///   stream ──read──▶ inbound pipe 256 KiB ──▶ session ──▶ outbound pipe 256 KiB ──write──▶ stream
/// </code>
/// A slow session stops the reading, a slow peer stops the session. Nothing is rented while nothing comes in.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "Token sources without timers hold nothing; sessions may look at the token after the channel has gone.")]
internal sealed class StreamChannel : INetconfChannel, IDuplexPipe
{
    private const int PipeBytes = 256 * 1024;

    private static readonly PipeOptions s_pipe =
        new(pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2, useSynchronizationContext: false);

    private readonly Stream _stream;
    private readonly ILogger _logger;
    private readonly Pipe _in = new(s_pipe);
    private readonly Pipe _out = new(s_pipe);
    private readonly CancellationTokenSource _lost = new();
    private readonly CancellationTokenSource _cut = new();

    /// <param name="stream">Stays the caller's.</param>
    /// <param name="peer">Who authenticated.</param>
    /// <param name="logger">Gets faults of the session.</param>
    public StreamChannel(Stream stream, PeerInfo peer, ILogger logger)
    {
        _stream = stream;
        _logger = logger;
        Peer = peer;
    }

    /// <inheritdoc/>
    public IDuplexPipe Pipe => this;

    /// <inheritdoc/>
    public PeerInfo Peer { get; }

    /// <inheritdoc/>
    public CancellationToken Aborted => _lost.Token;

    /// <inheritdoc/>
    public PipeReader Input => _in.Reader;

    /// <inheritdoc/>
    public PipeWriter Output => _out.Writer;

    /// <summary>Why the channel was cut, or null.</summary>
    public string? CutReason { get; private set; }

    /// <inheritdoc/>
    public void Abort(string reason)
    {
        CutReason ??= reason;
        _ = _lost.CancelAsync();
        _ = _cut.CancelAsync();
    }

    /// <summary>Runs one session; returns when it is over and everything it wrote has been taken by the stream, or cannot be.</summary>
    /// <param name="sink">Runs the session.</param>
    /// <param name="sayGoodbye">Tells the peer that nothing follows, in the way of the transport; called when all was written.</param>
    /// <param name="grace">How long the peer may take to read the rest and to say goodbye itself.</param>
    public async Task RunAsync(INetconfSessionSink sink, Func<Task> sayGoodbye, TimeSpan grace)
    {
        Task reading = ReadAsync();
        Task<bool> writing = WriteAsync();
        try
        {
            await sink.OnSessionAsync(this);
        }
        catch (Exception exception)
        {
            // A bug in one session must not take the others down; this one is cut.
            Log.SessionFailed(_logger, exception, Peer.User, Peer.ConnectionId);
            Abort("the session failed");
        }

        await _in.Reader.CompleteAsync();
        await _out.Writer.CompleteAsync();
        _cut.CancelAfter(grace);
        if (await writing)
        {
            await SayAsync(sayGoodbye);
        }

        // The peer's own goodbye is waited for: closing with unread bytes would reset the connection and take our last words with it.
        await reading;
    }

    private async Task ReadAsync()
    {
        try
        {
            while (await FillAsync())
            {
            }
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            await _lost.CancelAsync();
        }

        await _in.Writer.CompleteAsync();
    }

    /// <returns>False at the end of the stream.</returns>
    private async ValueTask<bool> FillAsync()
    {
        // Waits without a buffer: an idle session holds none.
        _ = await _stream.ReadAsync(Memory<byte>.Empty, _cut.Token);
        int count = await _stream.ReadAsync(_in.Writer.GetMemory(), _cut.Token);
        if (count == 0)
        {
            return false;
        }

        _in.Writer.Advance(count);
        FlushResult flush = await _in.Writer.FlushAsync(_cut.Token);
        if (flush.IsCompleted)
        {
            await DiscardAsync();
        }

        return !flush.IsCompleted;
    }

    private async Task DiscardAsync()
    {
        byte[] rest = ArrayPool<byte>.Shared.Rent(4096);
        while (await _stream.ReadAsync(rest, _cut.Token) > 0)
        {
        }

        ArrayPool<byte>.Shared.Return(rest);
    }

    /// <returns>True when everything was written.</returns>
    private async Task<bool> WriteAsync()
    {
        bool isWhole = true;
        try
        {
            ReadResult read;
            do
            {
                read = await _out.Reader.ReadAsync(_cut.Token);
                foreach (ReadOnlyMemory<byte> piece in read.Buffer)
                {
                    await _stream.WriteAsync(piece, _cut.Token);
                }

                _out.Reader.AdvanceTo(read.Buffer.End);
            }
            while (!read.IsCompleted);
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            isWhole = false;
            await _lost.CancelAsync();
        }

        await _out.Reader.CompleteAsync();
        return isWhole;
    }

    private static async Task SayAsync(Func<Task> sayGoodbye)
    {
        try
        {
            await sayGoodbye();
        }
        catch (Exception exception) when (IsLoss(exception))
        {
            // Gone already: the session is over anyway.
        }
    }

    private static bool IsLoss(Exception exception) => exception is IOException or SocketException or OperationCanceledException or ObjectDisposedException or InvalidOperationException;
}
