namespace AcrNetconf.Ptp.Wire;

/// <summary>Sync: the server's clock at departure, exact when one-step, approximate or zero when two-step.</summary>
/// <remarks>IEEE 1588 §13.6: <code>0 header (34)   34 originTimestamp (10)</code></remarks>
/// <param name="Header">Type and length are implied when written.</param>
public readonly record struct SyncMessage(PtpHeader Header, WireTimestamp OriginTimestamp)
{
    public const int Size = 44;

    /// <summary>Reads one message; surplus octets are ignored. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out SyncMessage message, out PtpDecodeError error)
    {
        message = default;
        return PtpHeader.TryReadTyped(source, MessageType.Sync, out PtpHeader header, out error) && TryReadBody(header, source, out message, out error);
    }

    /// <summary>Writes <see cref="Size"/> octets and returns that number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too small.</exception>
    public int Write(Span<byte> destination)
    {
        Header.Write(destination, MessageType.Sync, Size);
        OriginTimestamp.Write(destination[34..]);
        return Size;
    }

    internal static bool TryReadBody(in PtpHeader header, ReadOnlySpan<byte> source, out SyncMessage message, out PtpDecodeError error)
    {
        message = new(header, WireTimestamp.Read(source[34..]));
        error = message.OriginTimestamp.IsValid ? PtpDecodeError.None : PtpDecodeError.InvalidTimestamp;
        return error == PtpDecodeError.None;
    }
}
