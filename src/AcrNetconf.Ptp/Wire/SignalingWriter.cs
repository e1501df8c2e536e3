namespace AcrNetconf.Ptp.Wire;

/// <summary>Builds one Signaling message in a caller's buffer.</summary>
/// <remarks>Append in any order, then <see cref="Finish"/>. A buffer of 128 octets holds every message a client sends.</remarks>
public ref struct SignalingWriter
{
    private readonly Span<byte> _destination;
    private readonly PtpHeader _header;

    /// <exception cref="ArgumentOutOfRangeException">The destination cannot hold the fixed part.</exception>
    public SignalingWriter(Span<byte> destination, PtpHeader header, PortIdentity target)
    {
        _destination = destination;
        _header = header;
        target.Write(destination[34..]);
        Length = SignalingMessage.FixedSize;
    }

    /// <summary>Octets so far.</summary>
    public int Length { get; private set; }

    public readonly bool IsEmpty => Length == SignalingMessage.FixedSize;

    public void Append(in RequestUnicastTlv tlv) => Length += tlv.Write(_destination[Length..]);

    public void Append(in GrantUnicastTlv tlv) => Length += tlv.Write(_destination[Length..]);

    public void Append(in CancelUnicastTlv tlv) => Length += tlv.Write(_destination[Length..]);

    public void Append(in AcknowledgeCancelUnicastTlv tlv) => Length += tlv.Write(_destination[Length..]);

    /// <summary>Writes the header and returns the finished message.</summary>
    public readonly ReadOnlySpan<byte> Finish()
    {
        _header.Write(_destination, MessageType.Signaling, Length);
        return _destination[..Length];
    }
}
