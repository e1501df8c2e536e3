using System.Buffers;

namespace AcrNetconf.Netconf.Framing;

/// <summary>A growable contiguous byte buffer on pooled memory. An empty one holds no memory, so an idle session costs nothing.</summary>
/// <remarks>
/// Not thread-safe; owned by one session. The shared pool would keep arrays of every size on the way to a large message for a minute; large
/// ones are shared through <see cref="LargeArrays"/> instead.
/// </remarks>
internal sealed class MessageBuffer : IBufferWriter<byte>, IDisposable
{
    private const int FirstCapacity = 4096;
    private const int LargestPooled = 64 * 1024;

    private byte[] _bytes = [];

    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public ReadOnlyMemory<byte> Memory => _bytes.AsMemory(0, Length);

    public void Append(ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(GetSpan(bytes.Length));
        Length += bytes.Length;
    }

    /// <summary>Forgets everything after <paramref name="length"/> bytes.</summary>
    public void Truncate(int length)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, Length);
        Length = length;
    }

    /// <summary>Empties the buffer and gives its memory back.</summary>
    public void Clear()
    {
        if (_bytes.Length > 0)
        {
            Return(_bytes);
            _bytes = [];
        }

        Length = 0;
    }

    public void Advance(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, _bytes.Length - Length);
        Length += count;
    }

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsMemory(Length);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(sizeHint);
        return _bytes.AsSpan(Length);
    }

    public void Dispose() => Clear();

    private void Reserve(int sizeHint)
    {
        var needed = Length + Math.Max(sizeHint, 1);
        if (needed <= _bytes.Length)
        {
            return;
        }

        var grown = Rent(needed);
        Span.CopyTo(grown);
        if (_bytes.Length > 0)
        {
            Return(_bytes);
        }

        _bytes = grown;
    }

    private byte[] Rent(int needed)
    {
        var wanted = Math.Max(needed, Math.Max(FirstCapacity, _bytes.Length * 2));
        return wanted <= LargestPooled ? ArrayPool<byte>.Shared.Rent(wanted) : LargeArrays.Take(needed, Math.Max(needed, _bytes.Length * 4));
    }

    private static void Return(byte[] bytes)
    {
        if (bytes.Length <= LargestPooled)
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
        else
        {
            LargeArrays.Give(bytes);
        }
    }
}
