using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>A clock and one of its ports (IEEE 1588 §5.3.5), ten octets.</summary>
/// <param name="Clock">The clock.</param>
/// <param name="Port">1..0xFFFE; 0 and 0xFFFF are reserved. G.8265.1 clocks have port 1.</param>
public readonly record struct PortIdentity(ClockIdentity Clock, ushort Port)
{
    public const int Size = 10;

    /// <summary>All ones: whoever receives it.</summary>
    public static PortIdentity Wildcard => new(ClockIdentity.Wildcard, 0xFFFF);

    /// <summary>True when a message for this target is meant for <paramref name="port"/>; clock and port may each be all ones.</summary>
    public bool Targets(PortIdentity port) =>
        (Clock == ClockIdentity.Wildcard || Clock == port.Clock) && (Port == 0xFFFF || Port == port.Port);

    internal static PortIdentity Read(ReadOnlySpan<byte> source) =>
        new(new(BinaryPrimitives.ReadUInt64BigEndian(source)), BinaryPrimitives.ReadUInt16BigEndian(source[8..]));

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt64BigEndian(destination, Clock.Value);
        BinaryPrimitives.WriteUInt16BigEndian(destination[8..], Port);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Clock}-{Port}";
}
