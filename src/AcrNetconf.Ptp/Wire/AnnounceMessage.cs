using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>Announce: what the server and its grandmaster are.</summary>
/// <remarks>
/// IEEE 1588 §13.5:
/// <code>
///  0 header (34)              34 originTimestamp (10)          44 currentUtcOffset (2)
/// 46 reserved                 47 grandmasterPriority1          48 clockClass   49 clockAccuracy
/// 50 offsetScaledLogVariance  52 grandmasterPriority2          53 grandmasterIdentity (8)
/// 61 stepsRemoved (2)         63 timeSource
/// </code>
/// </remarks>
public readonly record struct AnnounceMessage
{
    public const int Size = 64;

    /// <summary>Type and length are implied when written.</summary>
    public PtpHeader Header { get; init; }

    /// <summary>Informative; not checked, some servers leave rubbish in it.</summary>
    public WireTimestamp OriginTimestamp { get; init; }

    public short CurrentUtcOffset { get; init; }

    public byte GrandmasterPriority1 { get; init; }

    public ClockClass ClockClass { get; init; }

    public byte ClockAccuracy { get; init; }

    public ushort OffsetScaledLogVariance { get; init; }

    public byte GrandmasterPriority2 { get; init; }

    public ClockIdentity Grandmaster { get; init; }

    public ushort StepsRemoved { get; init; }

    public byte TimeSource { get; init; }

    /// <summary>Reads one message; trailing TLVs and surplus octets are ignored. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out AnnounceMessage message, out PtpDecodeError error)
    {
        message = default;
        if (!PtpHeader.TryReadTyped(source, MessageType.Announce, out PtpHeader header, out error))
        {
            return false;
        }

        message = ReadBody(header, source);
        return true;
    }

    /// <summary>Writes <see cref="Size"/> octets and returns that number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The destination is too small.</exception>
    public int Write(Span<byte> destination)
    {
        Header.Write(destination, MessageType.Announce, Size);
        OriginTimestamp.Write(destination[34..]);
        BinaryPrimitives.WriteInt16BigEndian(destination[44..], CurrentUtcOffset);
        destination[46] = 0;
        destination[47] = GrandmasterPriority1;
        destination[48] = ClockClass.Value;
        destination[49] = ClockAccuracy;
        BinaryPrimitives.WriteUInt16BigEndian(destination[50..], OffsetScaledLogVariance);
        destination[52] = GrandmasterPriority2;
        BinaryPrimitives.WriteUInt64BigEndian(destination[53..], Grandmaster.Value);
        BinaryPrimitives.WriteUInt16BigEndian(destination[61..], StepsRemoved);
        destination[63] = TimeSource;
        return Size;
    }

    internal static AnnounceMessage ReadBody(in PtpHeader header, ReadOnlySpan<byte> source) => new()
    {
        Header = header,
        OriginTimestamp = WireTimestamp.Read(source[34..]),
        CurrentUtcOffset = BinaryPrimitives.ReadInt16BigEndian(source[44..]),
        GrandmasterPriority1 = source[47],
        ClockClass = new(source[48]),
        ClockAccuracy = source[49],
        OffsetScaledLogVariance = BinaryPrimitives.ReadUInt16BigEndian(source[50..]),
        GrandmasterPriority2 = source[52],
        Grandmaster = new(BinaryPrimitives.ReadUInt64BigEndian(source[53..])),
        StepsRemoved = BinaryPrimitives.ReadUInt16BigEndian(source[61..]),
        TimeSource = source[63],
    };
}
