namespace AcrNetconf.Ptp.Wire;

/// <summary>A clock's EUI-64 identity (IEEE 1588 §7.5.2.2), big-endian in one number.</summary>
/// <param name="Value">All zeros and all ones are reserved. The default value is all zeros.</param>
public readonly record struct ClockIdentity(ulong Value)
{
    /// <summary>All ones: any clock, as a target.</summary>
    public static ClockIdentity Wildcard => new(ulong.MaxValue);

    /// <summary>True for the two values no clock may have.</summary>
    public bool IsReserved => Value is 0 or ulong.MaxValue;

    /// <summary>The EUI-48 mapping of the 2008 edition: octets 0–2, FF FE, octets 3–5.</summary>
    /// <exception cref="ArgumentException">Not six octets.</exception>
    public static ClockIdentity FromMac(ReadOnlySpan<byte> mac)
    {
        if (mac.Length != 6)
        {
            throw new ArgumentException("A MAC address has six octets.", nameof(mac));
        }

        ulong high = ((ulong)mac[0] << 16) | ((ulong)mac[1] << 8) | mac[2];
        ulong low = ((ulong)mac[3] << 16) | ((ulong)mac[4] << 8) | mac[5];
        return new((high << 40) | (0xFFFEUL << 24) | low);
    }

    /// <summary>Sixteen hexadecimal digits in the usual groups: <c>001122.fffe.334455</c>.</summary>
    public override string ToString() => $"{Value >> 40:x6}.{(Value >> 24) & 0xFFFF:x4}.{Value & 0xFFFFFF:x6}";
}
