namespace AcrNetconf.Ptp.Wire;

/// <summary>Signaling: a target and TLVs. A view, valid as long as the datagram's bytes.</summary>
/// <remarks>IEEE 1588 §13.12: <code>0 header (34)   34 targetPortIdentity (10)   44 TLVs</code></remarks>
public readonly ref struct SignalingMessage
{
    /// <summary>Octets before the first TLV.</summary>
    public const int FixedSize = 44;

    private readonly ReadOnlySpan<byte> _tlvs;

    private SignalingMessage(scoped in PtpHeader header, PortIdentity target, ReadOnlySpan<byte> tlvs)
    {
        Header = header;
        Target = target;
        _tlvs = tlvs;
    }

    public PtpHeader Header { get; }

    public PortIdentity Target { get; }

    /// <summary>The TLVs as they stand in the message.</summary>
    public ReadOnlySpan<byte> TlvBytes => _tlvs;

    /// <summary>Reads one message and checks that every TLV is well formed, so that walking them cannot fail. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> source, out SignalingMessage message, out PtpDecodeError error)
    {
        message = default;
        return PtpHeader.TryReadTyped(source, MessageType.Signaling, out PtpHeader header, out error) && TryReadBody(header, source, out message, out error);
    }

    /// <summary>For <c>foreach</c>.</summary>
    public TlvEnumerator GetEnumerator() => new(_tlvs);

    internal static bool TryReadBody(scoped in PtpHeader header, ReadOnlySpan<byte> source, out SignalingMessage message, out PtpDecodeError error)
    {
        // messageLength, not the datagram, bounds the TLVs: IPv6 senders may append two octets (IEEE 1588-2008 §E.2).
        ReadOnlySpan<byte> tlvs = source[FixedSize..header.MessageLength];
        TlvEnumerator walk = new(tlvs);
        while (walk.MoveNext())
        {
        }

        error = walk.Error;
        message = error == PtpDecodeError.None ? new(header, PortIdentity.Read(source[34..]), tlvs) : default;
        return error == PtpDecodeError.None;
    }
}
