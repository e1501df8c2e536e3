using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.IO.Pipelines;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh.Native;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh.Sessions;

/// <summary>One channel: two bounded pipes between libssh and a NETCONF session.</summary>
/// <remarks>
/// <code>
///   libssh window 1.3 MB ──Read──▶ inbound pipe 256 KiB + one window ──▶ session
///   libssh, kernel ◀──Write── outbound pipe 256 KiB ◀────── session
/// </code>
/// Members called by the connection run inside its turns; <see cref="INetconfChannel"/> members may be called from anywhere. When the inbound pipe is
/// full the peer's window runs dry by itself; when window or budget is used up the outbound pipe fills and the session waits.
/// </remarks>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "A token source without timer holds nothing; sessions may look at the token after the channel has gone.")]
internal sealed class SshChannel : INetconfChannel, IDuplexPipe
{
    private const int PipeBytes = 256 * 1024;
    private const int SegmentBytes = 64 * 1024;
    private const int ReadBytes = 64 * 1024;

    // libssh keeps two buffers of the size of the largest packet it ever sent, for as long as the session lives. So packets grow with what
    // the session sends, and 500 that said hello and wait are not charged for large replies. Packets of the largest piece fit 16 KiB.
    private const int SmallestWrite = 1920;
    private const int LargestWrite = (16 * 1024) - 128;
    private const int GrowthDivisor = 8;
    private const int MaxWritesPerTurn = 64;
    private const int MaxUnread = 4 * 1024 * 1024;

    private static readonly PipeOptions s_inbound =
        new(pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2, useSynchronizationContext: false);

    private static readonly PipeOptions s_outbound =
        new(pauseWriterThreshold: PipeBytes, resumeWriterThreshold: PipeBytes / 2, minimumSegmentSize: SegmentBytes, useSynchronizationContext: false);

    private readonly NativeChannel _native;
    private readonly Action _signal;
    private readonly ILogger _logger;
    private readonly Pipe _in = new(s_inbound);
    private readonly Pipe _out = new(s_outbound);
    private readonly CancellationTokenSource _aborted = new();
    private PeerInfo? _peer;
    private State _state;
    private Task<FlushResult>? _flush;
    private Task<ReadResult>? _read;
    private bool _inputDone;
    private long _sent;
    private TimeSpan _closingSince;
    private volatile string? _abortReason;
    private volatile bool _sessionDone;

    public SshChannel(NativeChannel native, Action signal, ILogger logger)
    {
        _native = native;
        _signal = signal;
        _logger = logger;
        Aborted = _aborted.Token;
    }

    private enum State
    {
        /// <summary>No subsystem yet.</summary>
        Open,

        /// <summary>A session owns the pipes.</summary>
        Running,

        /// <summary>We sent CLOSE and wait for the peer's.</summary>
        Closing,

        /// <summary>The peer sent CLOSE; may be freed.</summary>
        Gone,
    }

    /// <inheritdoc/>
    public IDuplexPipe Pipe => this;

    /// <inheritdoc/>
    public PeerInfo Peer => _peer ?? throw new InvalidOperationException("The channel has no session yet.");

    /// <inheritdoc/>
    public CancellationToken Aborted { get; }

    /// <inheritdoc/>
    public PipeReader Input => _in.Reader;

    /// <inheritdoc/>
    public PipeWriter Output => _out.Writer;

    public bool IsGone => _state == State.Gone;

    /// <summary>The connection is in use because of this channel.</summary>
    public bool IsInUse => _state is State.Running or State.Closing;

    public bool IsWithoutSubsystem => _state == State.Open;

    /// <summary>Why the whole connection must be cut, or null.</summary>
    public string? Verdict { get; private set; }

    /// <summary>When we sent CLOSE; null in other states.</summary>
    public TimeSpan? ClosingSince => _state == State.Closing ? _closingSince : null;

    public bool Is(nint channel) => _native.Is(channel);

    /// <inheritdoc/>
    public void Abort(string reason)
    {
        _abortReason ??= reason;
        CancelSession();
        _signal();
    }

    /// <summary>Hands the channel to a session.</summary>
    public void Start(PeerInfo peer, INetconfSessionSink sink)
    {
        _peer = peer;
        _state = State.Running;
        _ = RunSessionAsync(sink);
    }

    /// <summary>Moves what can be moved.</summary>
    /// <returns>True when there is more to do at once.</returns>
    public bool Pump(NativeSession session, OutboundBudget budget, TimeSpan now)
    {
        if (_native.Unread > MaxUnread || _native.UnreadExtended > MaxUnread)
        {
            Verdict = "peer ignores the channel window";
            return false;
        }

        bool more = false;
        if (_state == State.Running)
        {
            try
            {
                ReadInbound();
                more = _abortReason is null && WriteOutbound(session, budget, now);
            }
            catch (Exception exception)
            {
                // The session completed one of its pipe ends with an error.
                Log.ChannelFailed(_logger, exception, Peer.ConnectionId);
                Abort("the session ended with an error");
            }
        }

        if (_abortReason is not null && _state is State.Open or State.Running)
        {
            EndPipes();
            _native.Close();
            BeginClosing(now);
        }

        if (_native.IsClosedByPeer && _state != State.Gone)
        {
            Lose();
        }

        return more && _state == State.Running;
    }

    /// <summary>No more input: the session sees the end of its stream.</summary>
    public void CompleteInput()
    {
        if (!_inputDone)
        {
            _inputDone = true;
            _in.Writer.Complete();
        }
    }

    /// <summary>The peer closed the channel or the connection is lost: the session ends at once.</summary>
    public void Lose()
    {
        if (_state == State.Running && !_sessionDone)
        {
            CancelSession();
        }

        EndPipes();
        _state = State.Gone;
    }

    /// <summary>Frees the native channel; only when gone and no request names it.</summary>
    public void Free() => _native.Free();

    public void Forget() => _native.Forget();

    private void ReadInbound()
    {
        while (!_inputDone && InputAccepts())
        {
            int waiting = _native.Unread;
            if (waiting == 0)
            {
                if (_native.IsEof)
                {
                    CompleteInput();
                }

                return;
            }

            if (!TakeAll(waiting))
            {
                // A session in its error state still counts what it holds but gives nothing of it away: asking again would never end.
                Verdict ??= "connection lost";
                return;
            }

            _flush = _in.Writer.FlushAsync().AsTask();
            if (!_flush.IsCompleted)
            {
                _flush.GetAwaiter().UnsafeOnCompleted(_signal);
            }
        }
    }

    // libssh opens the window fully again on a read, whatever it still holds. Read in sips, a fast peer would pile up megabytes here;
    // read to the end each time, at most one window waits here while the pipe is full, and at most one more in the pipe.
    private bool TakeAll(int waiting)
    {
        int left = waiting;
        while (left > 0)
        {
            int wanted = Math.Min(left, ReadBytes);
            int count = _native.Read(_in.Writer.GetSpan(wanted)[..wanted]);
            if (count == 0)
            {
                break;
            }

            _in.Writer.Advance(count);
            left -= count;
        }

        return left < waiting;
    }

    private bool InputAccepts()
    {
        if (_flush is not { } flush)
        {
            return true;
        }

        if (!flush.IsCompleted)
        {
            return false;
        }

        _flush = null;
        if (flush.Result.IsCompleted)
        {
            // The session reads no more; leaving the rest in libssh closes the window.
            CompleteInput();
        }

        return !_inputDone;
    }

    private bool WriteOutbound(NativeSession session, OutboundBudget budget, TimeSpan now)
    {
        for (int writes = 0; TryGetOutput(out ReadResult result); writes++)
        {
            ReadOnlySequence<byte> buffer = result.Buffer;
            if (buffer.IsEmpty)
            {
                _out.Reader.AdvanceTo(buffer.End);
                if (!result.IsCompleted)
                {
                    continue;
                }

                _out.Reader.Complete();
                CompleteInput();
                _native.SendEnd();
                BeginClosing(now);
                return false;
            }

            bool hasRoom = budget.HasRoom(session.PayloadBytesOut, session.PayloadPacketsOut, session.SocketBytesOut, session.HasUnsent);
            ReadOnlySpan<byte> piece = FirstPiece(buffer, hasRoom ? _native.Window : 0, Math.Clamp(_sent / GrowthDivisor, SmallestWrite, LargestWrite));
            int written = piece.IsEmpty || writes == MaxWritesPerTurn ? 0 : _native.Write(piece);
            _out.Reader.AdvanceTo(buffer.GetPosition(Math.Max(0, written)));
            _sent += Math.Max(0, written);
            if (written < 0)
            {
                Abort("the channel cannot be written any more");
                return false;
            }

            if (written == 0)
            {
                // Closed window, full budget, rekey: a later read or write event brings us back.
                return writes == MaxWritesPerTurn;
            }
        }

        return false;
    }

    private static ReadOnlySpan<byte> FirstPiece(ReadOnlySequence<byte> buffer, uint window, long most)
    {
        SequencePosition position = buffer.Start;
        while (buffer.TryGet(ref position, out ReadOnlyMemory<byte> memory))
        {
            if (!memory.IsEmpty)
            {
                return memory.Span[..(int)Math.Min(Math.Min(memory.Length, most), window)];
            }
        }

        return default;
    }

    private bool TryGetOutput(out ReadResult result)
    {
        if (_read is { } pending)
        {
            if (!pending.IsCompleted)
            {
                result = default;
                return false;
            }

            _read = null;
            result = pending.Result;
            return true;
        }

        if (_out.Reader.TryRead(out result))
        {
            return true;
        }

        _read = _out.Reader.ReadAsync().AsTask();
        if (_read.IsCompleted)
        {
            return TryGetOutput(out result);
        }

        _read.GetAwaiter().UnsafeOnCompleted(_signal);
        result = default;
        return false;
    }

    private void BeginClosing(TimeSpan now)
    {
        _state = State.Closing;
        _closingSince = now;
    }

    private void EndPipes()
    {
        CompleteInput();
        if (_state == State.Running)
        {
            _out.Reader.Complete();
        }
    }

    private async Task RunSessionAsync(INetconfSessionSink sink)
    {
        await Task.Yield();
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

        _sessionDone = true;
        await _in.Reader.CompleteAsync();
        await _out.Writer.CompleteAsync();
        _signal();
    }

    private void CancelSession() => _ = _aborted.CancelAsync();
}
