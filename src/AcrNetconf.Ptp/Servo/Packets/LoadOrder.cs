namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>Blocks of a ring in ascending order of the load they saw, kept up as blocks come and go so that nobody has to sort. O(log n) and two short moves a block.</summary>
internal sealed class LoadOrder(int capacity)
{
    private readonly double[] _loads = new double[capacity];
    private readonly double[] _sorted = new double[capacity];
    private readonly int[] _slots = new int[capacity];
    private int _count;

    /// <summary>Positions in the ring's memory, lightest load first.</summary>
    public ReadOnlySpan<int> Slots => _slots.AsSpan(0, _count);

    /// <summary>Load of the block at a position.</summary>
    public double LoadAt(int slot) => _loads[slot];

    public void Insert(int slot, double load)
    {
        int place = FirstNotBelow(load);
        _sorted.AsSpan(place, _count - place).CopyTo(_sorted.AsSpan(place + 1));
        _slots.AsSpan(place, _count - place).CopyTo(_slots.AsSpan(place + 1));
        _sorted[place] = _loads[slot] = load;
        _slots[place] = slot;
        _count++;
    }

    public void Remove(int slot)
    {
        int place = FirstNotBelow(_loads[slot]);
        place += _slots.AsSpan(place, _count - place).IndexOf(slot);
        _count--;
        _sorted.AsSpan(place + 1, _count - place).CopyTo(_sorted.AsSpan(place));
        _slots.AsSpan(place + 1, _count - place).CopyTo(_slots.AsSpan(place));
    }

    public void Clear() => _count = 0;

    private int FirstNotBelow(double load)
    {
        int low = 0;
        int high = _count;
        while (low < high)
        {
            int middle = (low + high) >> 1;
            if (_sorted[middle] < load)
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
