namespace AcrNetconf.Ptp.Wire;

/// <summary>Follow_Up: when the two-step Sync of the same sequenceId left.</summary>
/// <remarks>IEEE 1588 §13.7: <code>0 header (34)   34 preciseOriginTimestamp (10)</code></remarks>
/// <param name="Header">Type and length are implied when written.</param>
public readonly record struct FollowUpMessage(PtpHeader Header, WireTimestamp PreciseOriginTimestamp)
{
    public const int Size = 44;

    /// <summary>Reads one message; surplus octets are ignored. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out FollowUpMessage message, out PtpDecodeError error)
    {
        message = default;
        return PtpHeader.TryReadTyped(source, MessageType.FollowUp, out PtpHeader header, out error) && TryReadBody(header, source, out message, out error);
    }

    /// <summary>Writes <see cref="Size"/> octets and returns that number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too small.</exception>
    public int Write(Span<byte> destination)
    {
        Header.Write(destination, MessageType.FollowUp, Size);
        PreciseOriginTimestamp.Write(destination[34..]);
        return Size;
    }

    internal static bool TryReadBody(in PtpHeader header, ReadOnlySpan<byte> source, out FollowUpMessage message, out PtpDecodeError error)
    {
        message = new(header, WireTimestamp.Read(source[34..]));
        error = message.PreciseOriginTimestamp.IsValid ? PtpDecodeError.None : PtpDecodeError.InvalidTimestamp;
        return error == PtpDecodeError.None;
    }
}
