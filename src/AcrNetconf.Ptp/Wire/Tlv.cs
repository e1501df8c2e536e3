namespace AcrNetconf.Ptp.Wire;

/// <summary>One TLV inside a message: a view, valid as long as the message's bytes.</summary>
public readonly ref struct Tlv(TlvType type, ReadOnlySpan<byte> value)
{
    /// <summary>Octets before the value: type and length.</summary>
    public const int HeaderSize = 4;

    public TlvType Type { get; } = type;

    /// <summary>The value without type and length.</summary>
    public ReadOnlySpan<byte> Value { get; } = value;
}
