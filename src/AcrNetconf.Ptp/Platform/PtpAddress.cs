using System.Buffers.Binary;
using System.Net;

namespace AcrNetconf.Ptp.Platform;

/// <summary>An IPv4 or IPv6 unicast address, by value and without allocation.</summary>
/// <remarks>IPv4-mapped IPv6 addresses become IPv4, so one host has one value. The default value is <see cref="None"/>. No scope identifier.</remarks>
public readonly struct PtpAddress : IEquatable<PtpAddress>
{
    private readonly ulong _high;
    private readonly ulong _low;
    private readonly byte _family;

    private PtpAddress(ulong high, ulong low, byte family)
    {
        _high = high;
        _low = low;
        _family = family;
    }

    /// <summary>No address.</summary>
    public static PtpAddress None => default;

    public bool IsNone => _family == 0;

    public bool IsIPv4 => _family == 4;

    public bool IsIPv6 => _family == 6;

    /// <summary>Octets of the address: 4, 16, or 0 for none.</summary>
    public int Length => _family switch { 4 => 4, 6 => 16, _ => 0 };

    /// <summary>True for 127.0.0.0/8 and ::1.</summary>
    public bool IsLoopback => _family switch
    {
        4 => (_low >> 24) == 127,
        6 => _high == 0 && _low == 1,
        _ => false,
    };

    /// <summary>True for addresses PTP unicast can never use as a peer or local address.</summary>
    public bool IsUnspecifiedOrMulticast => _family switch
    {
        4 => _low == 0 || (_low >> 28) == 0xE || _low == 0xFFFF_FFFF,
        6 => (_high == 0 && _low == 0) || (_high >> 56) == 0xFF,
        _ => true,
    };

    public static bool operator ==(PtpAddress left, PtpAddress right) => left.Equals(right);

    public static bool operator !=(PtpAddress left, PtpAddress right) => !left.Equals(right);

    /// <summary>From the host-order value: 0x7F000001 is 127.0.0.1.</summary>
    public static PtpAddress FromIPv4(uint hostOrder) => new(0, hostOrder, 4);

    /// <summary>From 4 or 16 network-order octets; any other length gives <see cref="None"/>.</summary>
    public static PtpAddress FromBytes(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length == 4)
        {
            return FromIPv4(BinaryPrimitives.ReadUInt32BigEndian(bytes));
        }

        if (bytes.Length != 16)
        {
            return None;
        }

        ulong high = BinaryPrimitives.ReadUInt64BigEndian(bytes);
        ulong low = BinaryPrimitives.ReadUInt64BigEndian(bytes[8..]);
        return high == 0 && (low >> 32) == 0xFFFF ? FromIPv4((uint)low) : new(high, low, 6);
    }

    /// <summary>Reads dotted-quad IPv4 or RFC 4291 IPv6 text without a zone. Never throws.</summary>
    public static bool TryParse(string? text, out PtpAddress address)
    {
        address = None;
        // IPAddress also takes "1" and "0x7f.1" as IPv4 and "%zone" suffixes; the model does not.
        if (text is null || text.Contains('%', StringComparison.Ordinal) || !IPAddress.TryParse(text, out IPAddress? parsed))
        {
            return false;
        }

        if (!text.Contains(':', StringComparison.Ordinal) && parsed.ToString() != text)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[16];
        _ = parsed.TryWriteBytes(bytes, out int written);
        address = FromBytes(bytes[..written]);
        return true;
    }

    /// <summary>As <see cref="TryParse"/>.</summary>
    /// <exception cref="FormatException">The text is not an address.</exception>
    public static PtpAddress Parse(string text) => TryParse(text, out PtpAddress address) ? address : throw new FormatException($"'{text}' is not an IP address");

    /// <summary>Writes network-order octets; returns how many.</summary>
    public int Write(Span<byte> destination)
    {
        if (IsIPv4)
        {
            BinaryPrimitives.WriteUInt32BigEndian(destination, (uint)_low);
        }
        else if (IsIPv6)
        {
            BinaryPrimitives.WriteUInt64BigEndian(destination, _high);
            BinaryPrimitives.WriteUInt64BigEndian(destination[8..], _low);
        }

        return Length;
    }

    /// <inheritdoc/>
    public bool Equals(PtpAddress other) => _low == other._low && _high == other._high && _family == other._family;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is PtpAddress other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_high, _low, _family);

    /// <inheritdoc/>
    public override string ToString()
    {
        if (IsNone)
        {
            return "none";
        }

        Span<byte> bytes = stackalloc byte[16];
        int length = Write(bytes);
        return new IPAddress(bytes[..length]).ToString();
    }
}
