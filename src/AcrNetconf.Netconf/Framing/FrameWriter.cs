using System.Buffers;
using System.Buffers.Text;
using System.IO.Pipelines;

namespace AcrNetconf.Netconf.Framing;

/// <summary>Writes finished messages with their framing to a pipe, waiting for the peer whenever the pipe is full.</summary>
/// <remarks>
/// In chunked mode a message of up to <see cref="LargestChunk"/> bytes is one chunk; a longer one is cut into chunks of 16 to 64 KiB,
/// between elements where there is such a place and never inside a character or character reference: clients in use decode chunk by chunk
/// or leave chunk headers in the text. Messages are ASCII, so a byte is a character.
/// </remarks>
/// <param name="output">Where to.</param>
/// <param name="progress">Called before each wait for the peer; lets the owner time how long one part takes.</param>
internal sealed class FrameWriter(PipeWriter output, Action? progress = null)
{
    public const int LargestChunk = 64 * 1024;
    public const int SmallestChunk = 16 * 1024;

    private const int LongestReference = 12;

    public FramingMode Mode { get; set; }

    /// <summary>Writes one message and hands it to the transport.</summary>
    /// <returns>False when the transport no longer takes bytes.</returns>
    public async ValueTask<bool> WriteAsync(ReadOnlyMemory<byte> message, CancellationToken cancellationToken)
    {
        if (message.IsEmpty)
        {
            throw new ArgumentException("A message has content.", nameof(message));
        }

        while (!message.IsEmpty)
        {
            var size = Mode == FramingMode.Chunked || message.Length > LargestChunk ? ChunkLength(message.Span) : message.Length;
            WritePart(message.Span[..size], isLast: size == message.Length);
            message = message[size..];
            progress?.Invoke();
            var result = await output.FlushAsync(cancellationToken);
            if (result.IsCompleted)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Length of the next chunk of <paramref name="rest"/>.</summary>
    internal static int ChunkLength(ReadOnlySpan<byte> rest)
    {
        if (rest.Length <= LargestChunk)
        {
            return rest.Length;
        }

        var window = rest[..LargestChunk];
        var between = window[SmallestChunk..].LastIndexOf("><"u8);
        if (between >= 0)
        {
            return SmallestChunk + between + 1;
        }

        // One text longer than a chunk: any place but inside a character reference.
        var reference = window[^LongestReference..].LastIndexOf((byte)'&');
        return reference < 0 ? LargestChunk : LargestChunk - LongestReference + reference;
    }

    private void WritePart(ReadOnlySpan<byte> part, bool isLast)
    {
        if (Mode == FramingMode.Chunked)
        {
            Span<byte> header = stackalloc byte[16];
            "\n#"u8.CopyTo(header);
            Utf8Formatter.TryFormat(part.Length, header[2..], out var digits);
            header[2 + digits] = (byte)'\n';
            output.Write(header[..(3 + digits)]);
        }

        output.Write(part);
        if (isLast)
        {
            output.Write(Mode == FramingMode.Chunked ? "\n##\n"u8 : "]]>]]>"u8);
        }
    }
}
