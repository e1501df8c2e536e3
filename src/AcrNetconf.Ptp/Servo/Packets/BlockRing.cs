namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>The most recent blocks of one direction, oldest first, and their order by load. Fixed memory.</summary>
internal sealed class BlockRing(int capacity)
{
    private readonly PacketBlock[] _blocks = new PacketBlock[capacity];
    private readonly LoadOrder _order = new(capacity);
    private int _start;

    public int Count { get; private set; }

    public ref readonly PacketBlock this[int index] => ref _blocks[Slot(index)];

    public ref readonly PacketBlock Newest => ref this[Count - 1];

    public void Add(in PacketBlock block)
    {
        if (Count == _blocks.Length)
        {
            DropOldest();
        }

        Count++;
        _blocks[Slot(Count - 1)] = block;
        if (Count > 1)
        {
            Reorder(Count - 2);
        }

        Order(Count - 1);
    }

    /// <summary>Moves the values of all blocks from <paramref name="first"/> on.</summary>
    public void Shift(int first, double nanoseconds)
    {
        for (int index = Math.Max(0, first); index < Count; index++)
        {
            ref PacketBlock block = ref _blocks[Slot(index)];
            block = block.Shift(nanoseconds);
        }
    }

    public void Clear()
    {
        _start = Count = 0;
        _order.Clear();
    }

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

    /// <summary>Indexes of the blocks from <paramref name="first"/> on, lightest load first; the first block has no neighbour before it.</summary>
    public void OrderByLoad(int first, Span<int> order)
    {
        int edge = Slot(first);
        double load = LoadOf(first, first);
        int count = 0;
        bool isPlaced = false;
        foreach (int slot in _order.Slots)
        {
            int index = slot >= _start ? slot - _start : slot - _start + _blocks.Length;
            if (index < first || slot == edge)
            {
                continue;
            }

            if (!isPlaced && _order.LoadAt(slot) >= load)
            {
                order[count++] = first;
                isPlaced = true;
            }

            order[count++] = index;
        }

        if (!isPlaced)
        {
            order[count] = first;
        }
    }

    private int Slot(int index)
    {
        int position = _start + index;
        return position >= _blocks.Length ? position - _blocks.Length : position;
    }

    private void DropOldest()
    {
        _order.Remove(_start);
        _start = Slot(1);
        Count--;
        Reorder(0);
    }

    private void Order(int index) => _order.Insert(Slot(index), LoadOf(index, 0));

    /// <summary>A neighbour came or went: the block belongs elsewhere.</summary>
    private void Reorder(int index)
    {
        _order.Remove(Slot(index));
        Order(index);
    }

    /// <summary>Width of a block, averaged over neighbours because one block alone tells the load roughly.</summary>
    private double LoadOf(int index, int first) =>
        (this[Math.Max(first, index - 1)].Spread + this[index].Spread + this[Math.Min(Count - 1, index + 1)].Spread) / 3;
}
