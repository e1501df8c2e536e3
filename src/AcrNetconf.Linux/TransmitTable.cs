using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>Event messages whose transmit stamp is still awaited, by the key the kernel returns. Fixed size, no allocation, no clock of its own.</summary>
/// <remarks>Not thread-safe. An entry pushed out by a newer one with the same slot counts as missing.</remarks>
internal sealed class TransmitTable
{
    private readonly Slot[] _slots;
    private readonly uint _mask;
    private int _sweep;

    /// <param name="capacityLog2">Capacity as a power of two: more than rate times time-out.</param>
    public TransmitTable(int capacityLog2)
    {
        _slots = new Slot[1 << capacityLog2];
        _mask = (uint)_slots.Length - 1;
    }

    /// <summary>Entries waiting.</summary>
    public int Count { get; private set; }

    /// <summary>Adds an entry; true when it pushed an older one out.</summary>
    public bool Add(uint key, TransmitId id, long deadlineNanoseconds)
    {
        ref Slot slot = ref _slots[key & _mask];
        bool evicted = slot.IsUsed;
        Count += evicted ? 0 : 1;
        slot = new Slot(true, key, id, deadlineNanoseconds);
        return evicted;
    }

    /// <summary>Takes the entry of <paramref name="key"/> out.</summary>
    public bool TryTake(uint key, out TransmitId id)
    {
        ref Slot slot = ref _slots[key & _mask];
        id = slot.Id;
        if (!slot.IsUsed || slot.Key != key)
        {
            return false;
        }

        Remove(ref slot);
        return true;
    }

    /// <summary>Takes any entry out whose deadline has passed; call until it answers false.</summary>
    public bool TryTakeExpired(long nowNanoseconds, out TransmitId id)
    {
        for (int i = 0; Count > 0 && i < _slots.Length; i++)
        {
            ref Slot slot = ref _slots[_sweep];
            _sweep = (_sweep + 1) & (int)_mask;
            if (slot.IsUsed && slot.DeadlineNanoseconds <= nowNanoseconds)
            {
                id = slot.Id;
                Remove(ref slot);
                return true;
            }
        }

        id = default;
        return false;
    }

    /// <summary>Makes every entry due at once: their keys mean nothing any more.</summary>
    public void ExpireAll()
    {
        for (int i = 0; i < _slots.Length; i++)
        {
            ref Slot slot = ref _slots[i];
            if (slot.IsUsed)
            {
                // The key can no longer match: kernel keys restart at zero, these slots wait for the sweep only.
                slot = slot with { Key = ~slot.Key, DeadlineNanoseconds = long.MinValue };
            }
        }
    }

    private void Remove(ref Slot slot)
    {
        slot = default;
        Count--;
    }

    private readonly record struct Slot(bool IsUsed, uint Key, TransmitId Id, long DeadlineNanoseconds);
}
