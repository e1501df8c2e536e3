using System.Buffers.Binary;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Wire;

/// <summary>A timestamp as the packet says it (IEEE 1588 §5.3.3), ten octets: 48-bit seconds, 32-bit nanoseconds.</summary>
/// <param name="Seconds">0..2^48−1.</param>
/// <param name="Nanoseconds">0..999,999,999 in a valid timestamp.</param>
public readonly record struct WireTimestamp(ulong Seconds, uint Nanoseconds)
{
    public const int Size = 10;

    private const long NanosecondsPerSecond = 1_000_000_000;
    private const ulong LastSecond = long.MaxValue / (ulong)NanosecondsPerSecond - 1;

    /// <summary>False when the nanoseconds are out of range, or the seconds are beyond what <see cref="PtpInstant"/> holds (year 2262).</summary>
    public bool IsValid => Nanoseconds < NanosecondsPerSecond && Seconds <= LastSecond;

    /// <summary>The reading; meaningful only when <see cref="IsValid"/>.</summary>
    public PtpInstant ToInstant() => new(unchecked(((long)Seconds * NanosecondsPerSecond) + Nanoseconds));

    /// <summary>From a clock reading; readings before the epoch become the epoch.</summary>
    public static WireTimestamp FromInstant(PtpInstant instant)
    {
        long nanoseconds = Math.Max(0, instant.Nanoseconds);
        return new((ulong)(nanoseconds / NanosecondsPerSecond), (uint)(nanoseconds % NanosecondsPerSecond));
    }

    internal static WireTimestamp Read(ReadOnlySpan<byte> source) =>
        new(((ulong)BinaryPrimitives.ReadUInt16BigEndian(source) << 32) | BinaryPrimitives.ReadUInt32BigEndian(source[2..]), BinaryPrimitives.ReadUInt32BigEndian(source[6..]));

    internal void Write(Span<byte> destination)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, (ushort)(Seconds >> 32));
        BinaryPrimitives.WriteUInt32BigEndian(destination[2..], (uint)Seconds);
        BinaryPrimitives.WriteUInt32BigEndian(destination[6..], Nanoseconds);
    }
}
