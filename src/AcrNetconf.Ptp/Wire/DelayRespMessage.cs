namespace AcrNetconf.Ptp.Wire;

/// <summary>Delay_Resp: when a Delay_Req reached the server, and whose it was.</summary>
/// <remarks>IEEE 1588 §13.8: <code>0 header (34)   34 receiveTimestamp (10)   44 requestingPortIdentity (10)</code></remarks>
/// <param name="Header">Its correctionField is to be subtracted from the timestamp; type and length are implied when written.</param>
public readonly record struct DelayRespMessage(PtpHeader Header, WireTimestamp ReceiveTimestamp, PortIdentity RequestingPort)
{
    public const int Size = 54;

    /// <summary>Reads one message; surplus octets are ignored. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out DelayRespMessage message, out PtpDecodeError error)
    {
        message = default;
        return PtpHeader.TryReadTyped(source, MessageType.DelayResp, out PtpHeader header, out error) && TryReadBody(header, source, out message, out error);
    }

    /// <summary>Writes <see cref="Size"/> octets and returns that number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too small.</exception>
    public int Write(Span<byte> destination)
    {
        Header.Write(destination, MessageType.DelayResp, Size);
        ReceiveTimestamp.Write(destination[34..]);
        RequestingPort.Write(destination[44..]);
        return Size;
    }

    internal static bool TryReadBody(in PtpHeader header, ReadOnlySpan<byte> source, out DelayRespMessage message, out PtpDecodeError error)
    {
        message = new(header, WireTimestamp.Read(source[34..]), PortIdentity.Read(source[44..]));
        error = message.ReceiveTimestamp.IsValid ? PtpDecodeError.None : PtpDecodeError.InvalidTimestamp;
        return error == PtpDecodeError.None;
    }
}
