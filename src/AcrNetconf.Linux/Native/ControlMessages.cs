using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace AcrNetconf.Linux.Native;

/// <summary>Walks the ancillary data of one message. Total: any octets in, no exception out; a malformed header ends the walk.</summary>
/// <remarks>
/// <code>
///  0               8       12      16            16+payload   next multiple of 8
/// +---------------+-------+-------+-------------+------------+
/// | cmsg_len u64  | level | type  | payload ... | padding    |   cmsg(3), 64-bit ABI
/// +---------------+-------+-------+-------------+------------+
/// </code>
/// </remarks>
internal ref struct ControlMessages(ReadOnlySpan<byte> control)
{
    public const int HeaderSize = 16;

    private ReadOnlySpan<byte> _rest = control;

    public int Level { get; private set; }

    public int Type { get; private set; }

    public ReadOnlySpan<byte> Payload { get; private set; }

    /// <summary>CMSG_SPACE: octets a payload of this size takes, header and padding included.</summary>
    public static int SpaceFor(int payload) => HeaderSize + Align(payload);

    /// <summary>Writes one message; returns the space it took.</summary>
    public static int Write(Span<byte> destination, int level, int type, ReadOnlySpan<byte> payload)
    {
        int space = SpaceFor(payload.Length);
        destination[..space].Clear();
        long length = HeaderSize + payload.Length;
        int levelValue = level;
        int typeValue = type;
        MemoryMarshal.Write(destination, in length);
        MemoryMarshal.Write(destination[8..], in levelValue);
        MemoryMarshal.Write(destination[12..], in typeValue);
        payload.CopyTo(destination[HeaderSize..]);
        return space;
    }

    /// <summary>Moves to the next message.</summary>
    public bool MoveNext()
    {
        if (_rest.Length < HeaderSize)
        {
            return false;
        }

        ulong length = MemoryMarshal.Read<ulong>(_rest);
        if (length < HeaderSize || length > (ulong)_rest.Length)
        {
            _rest = default;
            return false;
        }

        Level = MemoryMarshal.Read<int>(_rest[8..]);
        Type = MemoryMarshal.Read<int>(_rest[12..]);
        Payload = _rest[HeaderSize..(int)length];
        _rest = _rest[Math.Min(Align((int)length), _rest.Length)..];
        return true;
    }

    private static int Align(int length) => (length + 7) & ~7;
}
