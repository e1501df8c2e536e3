using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>The header every PTP message begins with.</summary>
/// <remarks>
/// IEEE 1588 §13.3, 34 octets, big endian:
/// <code>
///  0 majorSdoId | messageType   1 minorVersion | version   2 messageLength
///  4 domainNumber               5 minorSdoId               6 flagField
///  8 correctionField (8)       16 messageTypeSpecific (4) 20 sourcePortIdentity (10)
/// 30 sequenceId                32 controlField            33 logMessageInterval
/// </code>
/// The controlField is written as the type demands and ignored when read; messageTypeSpecific is written as zero and ignored.
/// </remarks>
public readonly record struct PtpHeader
{
    public const int Size = 34;

    /// <summary>The only versionPTP there is a decoder for.</summary>
    public const byte Version = 2;

    public MessageType MessageType { get; init; }

    /// <summary>0 in telecom profiles; 0..15.</summary>
    public byte MajorSdoId { get; init; }

    /// <summary>0 is IEEE 1588-2008, 1 is 2019; 0..15.</summary>
    public byte MinorVersion { get; init; }

    /// <summary>Header, body and TLVs; surplus octets of the datagram do not belong to the message.</summary>
    public ushort MessageLength { get; init; }

    public byte DomainNumber { get; init; }

    public byte MinorSdoId { get; init; }

    public PtpFlags Flags { get; init; }

    public TimeInterval Correction { get; init; }

    public PortIdentity Source { get; init; }

    public SequenceId SequenceId { get; init; }

    public LogInterval LogMessageInterval { get; init; }

    public bool IsTwoStep => (Flags & PtpFlags.TwoStep) != 0;

    /// <summary>The least messageLength of a type: the fixed body without TLVs. Unknown types need the header only.</summary>
    public static int MinimumLength(MessageType type) => type switch
    {
        MessageType.Sync or MessageType.DelayReq or MessageType.FollowUp or MessageType.Signaling => 44,
        MessageType.PdelayReq or MessageType.PdelayResp or MessageType.PdelayRespFollowUp or MessageType.DelayResp => 54,
        MessageType.Announce => 64,
        MessageType.Management => 48,
        _ => Size,
    };

    /// <summary>Reads the header and checks version and length against the datagram. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> datagram, out PtpHeader header, out PtpDecodeError error)
    {
        header = default;
        if (datagram.Length < Size)
        {
            error = PtpDecodeError.TooShort;
            return false;
        }

        if ((datagram[1] & 0x0F) != Version)
        {
            error = PtpDecodeError.WrongVersion;
            return false;
        }

        var type = (MessageType)(datagram[0] & 0x0F);
        ushort length = BinaryPrimitives.ReadUInt16BigEndian(datagram[2..]);
        if (length < MinimumLength(type) || length > datagram.Length)
        {
            error = PtpDecodeError.BadLength;
            return false;
        }

        header = new PtpHeader
        {
            MessageType = type,
            MajorSdoId = (byte)(datagram[0] >> 4),
            MinorVersion = (byte)(datagram[1] >> 4),
            MessageLength = length,
            DomainNumber = datagram[4],
            MinorSdoId = datagram[5],
            Flags = (PtpFlags)BinaryPrimitives.ReadUInt16BigEndian(datagram[6..]),
            Correction = new(BinaryPrimitives.ReadInt64BigEndian(datagram[8..])),
            Source = PortIdentity.Read(datagram[20..]),
            SequenceId = new(BinaryPrimitives.ReadUInt16BigEndian(datagram[30..])),
            LogMessageInterval = new((sbyte)datagram[33]),
        };
        error = PtpDecodeError.None;
        return true;
    }

    /// <summary>Writes the 34 octets with <see cref="MessageType"/> and <see cref="MessageLength"/> replaced by the arguments.</summary>
    internal void Write(Span<byte> destination, MessageType type, int messageLength)
    {
        destination[0] = (byte)((MajorSdoId << 4) | ((byte)type & 0x0F));
        destination[1] = (byte)((MinorVersion << 4) | Version);
        BinaryPrimitives.WriteUInt16BigEndian(destination[2..], (ushort)messageLength);
        destination[4] = DomainNumber;
        destination[5] = MinorSdoId;
        BinaryPrimitives.WriteUInt16BigEndian(destination[6..], (ushort)Flags);
        BinaryPrimitives.WriteInt64BigEndian(destination[8..], Correction.ScaledNanoseconds);
        destination.Slice(16, 4).Clear();
        Source.Write(destination[20..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination[30..], SequenceId.Value);
        destination[32] = ControlField(type);
        destination[33] = (byte)LogMessageInterval.Log2Seconds;
    }

    /// <summary>Checks that <paramref name="source"/> holds a message of <paramref name="type"/>.</summary>
    internal static bool TryReadTyped(ReadOnlySpan<byte> source, MessageType type, out PtpHeader header, out PtpDecodeError error)
    {
        if (!TryRead(source, out header, out error))
        {
            return false;
        }

        if (header.MessageType != type)
        {
            error = PtpDecodeError.UnexpectedType;
            return false;
        }

        return true;
    }

    // IEEE 1588-2008 table 23; kept for version 1 hardware, ignored by everyone else.
    private static byte ControlField(MessageType type) => type switch
    {
        MessageType.Sync => 0,
        MessageType.DelayReq => 1,
        MessageType.FollowUp => 2,
        MessageType.DelayResp => 3,
        MessageType.Management => 4,
        _ => 5,
    };
}
