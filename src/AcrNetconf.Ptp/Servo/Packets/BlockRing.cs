namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>The most recent blocks of one direction, oldest first. Fixed memory.</summary>
internal sealed class BlockRing(int capacity)
{
    private readonly PacketBlock[] _blocks = new PacketBlock[capacity];
    private int _start;

    public int Count { get; private set; }

    public ref readonly PacketBlock this[int index]
    {
        get
        {
            int position = _start + index;
            return ref _blocks[position >= _blocks.Length ? position - _blocks.Length : position];
        }
    }

    public ref readonly PacketBlock Newest => ref this[Count - 1];

    public void Add(in PacketBlock block)
    {
        if (Count == _blocks.Length)
        {
            _blocks[_start] = block;
            _start = _start + 1 == _blocks.Length ? 0 : _start + 1;
            return;
        }

        int position = _start + Count;
        _blocks[position >= _blocks.Length ? position - _blocks.Length : position] = block;
        Count++;
    }

    /// <summary>Moves the values of all blocks from <paramref name="first"/> on.</summary>
    public void Shift(int first, double nanoseconds)
    {
        for (int index = Math.Max(0, first); index < Count; index++)
        {
            int position = _start + index;
            position = position >= _blocks.Length ? position - _blocks.Length : position;
            _blocks[position] = _blocks[position].Shift(nanoseconds);
        }
    }

    public void Clear() => _start = Count = 0;

    /// <summary>Index of the first block whose mean time is not before <paramref name="time"/>; <see cref="Count"/> when there is none.</summary>
    public int FirstSince(double time)
    {
        int low = 0;
        int high = Count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (this[middle].MeanTime < time)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low;
    }
}
