using System.Buffers;

namespace AcrNetconf.Netconf.Framing;

/// <summary>Cuts a byte stream into messages: bytes in, "whole message" or "not yet" out. Knows no pipe and no XML.</summary>
/// <remarks>
/// RFC 6242 §4.2, grammar of a chunked message:
/// <code>
///   +----+---+------------+----+--------------------+         +----+---+---+----+
///   | LF | # | chunk-size | LF | chunk-size octets  |  ...    | LF | # | # | LF |
///   +----+---+------------+----+--------------------+         +----+---+---+----+
///              1..4294967295, no leading zero
/// </code>
/// White space between messages is skipped, because clients in use send it; inside a message the grammar is strict.
/// Limits are checked before waiting for the bytes they forbid. Not thread-safe; owned by one session.
/// </remarks>
internal sealed class FrameReader : IDisposable
{
    private const long LargestChunk = 4294967295;

    private readonly MessageBuffer _message = new();
    private State _state = State.BetweenMessages;
    private bool _afterLineFeed;
    private long _size;

    private enum State
    {
        BetweenMessages,
        Content,
        Hash,
        SizeOrEnd,
        Size,
        Data,
        NextLineFeed,
        EndLineFeed,
        Complete,
    }

    /// <summary>How the next message is framed. May change only while <see cref="IsBetweenMessages"/>.</summary>
    public FramingMode Mode { get; set; }

    /// <summary>In end-of-message framing, take a message that begins like a chunk for a chunked one and change <see cref="Mode"/>.</summary>
    /// <remarks>
    /// A hello has end-of-message framing (RFC 6242 §4.1), but ncclient changes its framing when it has read ours, and on a busy machine that
    /// comes before its own hello is sent. No message of XML begins with '#', so nothing is guessed.
    /// </remarks>
    public bool AcceptsChunkedHello { get; set; }

    /// <summary>Largest message accepted, in bytes; changes take effect with the next bytes.</summary>
    public required int MaxMessageBytes { get; set; }

    /// <summary>True when no byte of a next message has been taken, so the stream may end here.</summary>
    public bool IsBetweenMessages => _state is State.BetweenMessages or State.Complete;

    private static ReadOnlySpan<byte> EndMarker => "]]>]]>"u8;

    /// <summary>Takes bytes from <paramref name="input"/> until one message is complete or the input is used up.</summary>
    /// <param name="input">Received bytes; on return what has not been taken.</param>
    /// <param name="message">The message without framing and surrounding white space, valid until the next call.</param>
    /// <returns>True when a message is complete.</returns>
    /// <exception cref="FramingException">The stream violates the grammar or the size limit.</exception>
    public bool TryRead(ref ReadOnlySequence<byte> input, out ReadOnlyMemory<byte> message)
    {
        Release();
        var reader = new SequenceReader<byte>(input);
        if (AcceptsChunkedHello && Mode == FramingMode.EndOfMessage && BeginsWithChunk(ref reader))
        {
            Mode = FramingMode.Chunked;
        }

        if (Mode == FramingMode.EndOfMessage)
        {
            ReadToEndMarker(ref reader);
        }
        else
        {
            ReadChunks(ref reader);
        }

        input = input.Slice(reader.Position);
        message = _state == State.Complete ? Trim(_message.Memory) : default;
        return _state == State.Complete;
    }

    /// <summary>Gives the memory of the last complete message back, so that waiting for the next one costs none.</summary>
    public void Release()
    {
        if (_state == State.Complete)
        {
            _message.Clear();
            _state = State.BetweenMessages;
            _afterLineFeed = false;
        }
    }

    public void Dispose() => _message.Dispose();

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> message)
    {
        var span = message.Span;
        var start = 0;
        var end = span.Length;
        while (start < end && IsWhiteSpace(span[start]))
        {
            start++;
        }

        while (end > start && IsWhiteSpace(span[end - 1]))
        {
            end--;
        }

        return message[start..end];
    }

    private static bool IsWhiteSpace(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n';

    private static string Describe(byte value) => value is > 0x20 and < 0x7f ? $"'{(char)value}'" : $"byte 0x{value:x2}";

    private static FramingException Unexpected(byte found, string expected)
        => new($"Chunked framing broken: found {Describe(found)} where {expected} was expected (RFC 6242 section 4.2)");

    // ---- end-of-message framing (RFC 6242 §4.3)

    private void ReadToEndMarker(ref SequenceReader<byte> reader)
    {
        while (!reader.End)
        {
            if (_state == State.BetweenMessages)
            {
                SkipWhiteSpace(ref reader);
                if (reader.End)
                {
                    return;
                }

                _state = State.Content;
            }

            if (TakeUpToMarker(ref reader))
            {
                _state = State.Complete;
                return;
            }
        }
    }

    /// <summary>Takes the rest of the current segment, or up to and including the end marker when that comes first.</summary>
    private bool TakeUpToMarker(ref SequenceReader<byte> reader)
    {
        var segment = reader.UnreadSpan;
        if (MarkerAcrossSegments(segment, out var kept, out var taken))
        {
            _message.Truncate(kept);
            reader.Advance(taken);
            return true;
        }

        var at = segment.IndexOf(EndMarker);
        var content = at < 0 ? segment.Length : at;
        CheckSize(_message.Length + (long)content - (at < 0 ? EndMarker.Length : 0));
        _message.Append(segment[..content]);
        reader.Advance(at < 0 ? content : content + EndMarker.Length);
        return at >= 0;
    }

    /// <summary>Finds a marker that began in bytes already taken.</summary>
    private bool MarkerAcrossSegments(ReadOnlySpan<byte> segment, out int kept, out int taken)
    {
        var tail = Math.Min(EndMarker.Length - 1, _message.Length);
        var head = Math.Min(EndMarker.Length - 1, segment.Length);
        Span<byte> joint = stackalloc byte[2 * EndMarker.Length];
        _message.Span[^tail..].CopyTo(joint);
        segment[..head].CopyTo(joint[tail..]);
        var at = joint[..(tail + head)].IndexOf(EndMarker);
        kept = at < 0 ? 0 : _message.Length - tail + at;
        taken = at < 0 ? 0 : at + EndMarker.Length - tail;
        return at >= 0;
    }

    private bool BeginsWithChunk(ref SequenceReader<byte> reader)
    {
        if (_state != State.BetweenMessages)
        {
            return false;
        }

        SkipWhiteSpace(ref reader);
        return _afterLineFeed && reader.TryPeek(out var first) && first == (byte)'#';
    }

    private void SkipWhiteSpace(ref SequenceReader<byte> reader)
    {
        while (reader.TryPeek(out var next) && IsWhiteSpace(next))
        {
            _afterLineFeed = next == (byte)'\n';
            reader.Advance(1);
        }
    }

    // ---- chunked framing (RFC 6242 §4.2)

    private void ReadChunks(ref SequenceReader<byte> reader)
    {
        while (!reader.End && _state != State.Complete)
        {
            if (_state == State.BetweenMessages)
            {
                SkipWhiteSpace(ref reader);
                if (!reader.End)
                {
                    reader.TryPeek(out var first);
                    _state = first == (byte)'#' && _afterLineFeed ? State.Hash : throw Unexpected(first, "a line feed and '#'");
                }
            }
            else if (_state == State.Data)
            {
                TakeData(ref reader);
            }
            else
            {
                reader.TryRead(out var next);
                _state = NextHeaderState(next);
            }
        }
    }

    private void TakeData(ref SequenceReader<byte> reader)
    {
        var data = reader.UnreadSpan;
        data = data[..(int)Math.Min(data.Length, _size)];
        _message.Append(data);
        reader.Advance(data.Length);
        _size -= data.Length;
        if (_size == 0)
        {
            _state = State.NextLineFeed;
        }
    }

    private State NextHeaderState(byte next)
    {
        switch (_state)
        {
            case State.NextLineFeed:
                return next == (byte)'\n' ? State.Hash : throw Unexpected(next, "a line feed after the chunk's data");
            case State.Hash:
                return next == (byte)'#' ? State.SizeOrEnd : throw Unexpected(next, "'#'");
            case State.SizeOrEnd when next == (byte)'#':
                // At least one chunk comes before the end of chunks.
                return _message.Length > 0 ? State.EndLineFeed : throw Unexpected(next, "a chunk size");
            case State.SizeOrEnd:
                _size = next is >= (byte)'1' and <= (byte)'9' ? next - '0' : throw Unexpected(next, "a chunk size without leading zero, or '#'");
                CheckChunk();
                return State.Size;
            case State.Size when next == (byte)'\n':
                return State.Data;
            case State.Size:
                _size = next is >= (byte)'0' and <= (byte)'9' ? (_size * 10) + (next - '0') : throw Unexpected(next, "a digit or a line feed");
                CheckChunk();
                return State.Size;
            case State.EndLineFeed:
                return next == (byte)'\n' ? State.Complete : throw Unexpected(next, "a line feed after '##'");
            default:
                throw new InvalidOperationException($"No chunk header is read in state {_state}.");
        }
    }

    private void CheckChunk()
    {
        if (_size > LargestChunk)
        {
            throw new FramingException($"Chunked framing broken: a chunk size is larger than {LargestChunk} (RFC 6242 section 4.2)");
        }

        CheckSize(_message.Length + _size);
    }

    private void CheckSize(long total)
    {
        if (total > MaxMessageBytes)
        {
            throw new FramingException($"The message is larger than the {MaxMessageBytes} bytes accepted here", isTooBig: true);
        }
    }
}
