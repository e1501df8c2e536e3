using System.Buffers.Binary;

namespace AcrNetconf.Ptp.Wire;

/// <summary>Walks the TLVs of a message without allocating; usable in <c>foreach</c>.</summary>
/// <remarks>IEEE 1588 §14.1: <code>0 tlvType (2)   2 lengthField (2, even)   4 value</code> Stops at the first malformed TLV; <see cref="Error"/> says so.</remarks>
public ref struct TlvEnumerator(ReadOnlySpan<byte> tlvs)
{
    private ReadOnlySpan<byte> _rest = tlvs;

    public Tlv Current { get; private set; }

    /// <summary>None, or why the walk stopped early.</summary>
    public PtpDecodeError Error { get; private set; }

    /// <summary>Advances; false at the end or at a malformed TLV.</summary>
    public bool MoveNext()
    {
        if (_rest.IsEmpty)
        {
            return false;
        }

        if (_rest.Length < Tlv.HeaderSize)
        {
            return Fail();
        }

        int length = BinaryPrimitives.ReadUInt16BigEndian(_rest[2..]);
        if ((length & 1) != 0 || length > _rest.Length - Tlv.HeaderSize)
        {
            return Fail();
        }

        Current = new Tlv((TlvType)BinaryPrimitives.ReadUInt16BigEndian(_rest), _rest.Slice(Tlv.HeaderSize, length));
        _rest = _rest[(Tlv.HeaderSize + length)..];
        return true;
    }

    private bool Fail()
    {
        _rest = default;
        Error = PtpDecodeError.MalformedTlv;
        return false;
    }
}
