using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>CANCEL_UNICAST_TRANSMISSION: ends the contract for one message type; either side may send it.</summary>
/// <remarks>IEEE 1588 §16.1.4.3, value: <code>0 messageType &lt;&lt; 4 | flags   1 reserved</code></remarks>
public readonly record struct CancelUnicastTlv(MessageType MessageType, CancelFlags Flags)
{
    public const int ValueSize = 2;
    public const int Size = Tlv.HeaderSize + ValueSize;

    /// <summary>Reads the value of a TLV. Never throws; longer values are read at their known length.</summary>
    public static bool TryRead(ReadOnlySpan<byte> value, out CancelUnicastTlv tlv, out PtpDecodeError error)
    {
        tlv = default;
        if (value.Length < ValueSize)
        {
            error = PtpDecodeError.TlvTooShort;
            return false;
        }

        tlv = new((MessageType)(value[0] >> 4), (CancelFlags)(value[0] & 3));
        error = PtpDecodeError.None;
        return true;
    }

    /// <summary>Writes type, length and value; returns <see cref="Size"/>.</summary>
    public int Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)TlvType.CancelUnicastTransmission);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], ValueSize);
        destination[4] = (byte)(((byte)MessageType << 4) | (byte)Flags);
        destination[5] = 0;
        return Size;
    }
}
