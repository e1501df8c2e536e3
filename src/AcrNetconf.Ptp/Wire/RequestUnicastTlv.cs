using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>REQUEST_UNICAST_TRANSMISSION: asks for messages of one type.</summary>
/// <remarks>
/// IEEE 1588 §16.1.4.1, value: <code>0 messageType &lt;&lt; 4 | reserved   1 logInterMessagePeriod   2 durationField (4)</code>
/// The type is Announce, Sync or Delay_Resp (never Delay_Req).
/// </remarks>
public readonly record struct RequestUnicastTlv(MessageType MessageType, LogInterval Interval, uint DurationSeconds)
{
    public const int ValueSize = 6;
    public const int Size = Tlv.HeaderSize + ValueSize;

    /// <summary>Reads the value of a TLV. Never throws; longer values are read at their known length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out RequestUnicastTlv tlv, out PtpDecodeError error)
    {
        tlv = default;
        if (value.Length < ValueSize)
        {
            error = PtpDecodeError.TlvTooShort;
            return false;
        }

        tlv = new((MessageType)(value[0] >> 4), new((sbyte)value[1]), BinaryPrimitives.ReadUInt32BigEndian(value[2..]));
        error = PtpDecodeError.None;
        return true;
    }

    /// <summary>Writes type, length and value; returns <see cref="Size"/>.</summary>
    public int Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)TlvType.RequestUnicastTransmission);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], ValueSize);
        destination[4] = (byte)((byte)MessageType << 4);
        destination[5] = (byte)Interval.Log2Seconds;
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], DurationSeconds);
        return Size;
    }
}
