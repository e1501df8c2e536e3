using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>GRANT_UNICAST_TRANSMISSION: the answer to a request; a duration of zero denies it.</summary>
/// <remarks>
/// IEEE 1588 §16.1.4.2, value:
/// <code>0 messageType &lt;&lt; 4 | reserved   1 logInterMessagePeriod   2 durationField (4)   6 reserved   7 bit 0: R</code>
/// </remarks>
/// <param name="RenewalInvited">The R flag. Clients renew whatever it says, because telecom servers send zero.</param>
public readonly record struct GrantUnicastTlv(MessageType MessageType, LogInterval Interval, uint DurationSeconds, bool RenewalInvited)
{
    public const int ValueSize = 8;
    public const int Size = Tlv.HeaderSize + ValueSize;

    public bool IsDenial => DurationSeconds == 0;

    /// <summary>Reads the value of a TLV. Never throws; longer values are read at their known length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out GrantUnicastTlv tlv, out PtpDecodeError error)
    {
        tlv = default;
        if (value.Length < ValueSize)
        {
            error = PtpDecodeError.TlvTooShort;
            return false;
        }

        tlv = new((MessageType)(value[0] >> 4), new((sbyte)value[1]), BinaryPrimitives.ReadUInt32BigEndian(value[2..]), (value[7] & 1) != 0);
        error = PtpDecodeError.None;
        return true;
    }

    /// <summary>Writes type, length and value; returns <see cref="Size"/>.</summary>
    public int Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)TlvType.GrantUnicastTransmission);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], ValueSize);
        destination[4] = (byte)((byte)MessageType << 4);
        destination[5] = (byte)Interval.Log2Seconds;
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], DurationSeconds);
        destination[10] = 0;
        destination[11] = RenewalInvited ? (byte)1 : (byte)0;
        return Size;
    }
}
