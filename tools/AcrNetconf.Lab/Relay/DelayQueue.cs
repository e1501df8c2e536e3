using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Relay;

/// <summary>Datagrams waiting for their moment, earliest first, in storage allocated once.</summary>
internal sealed class DelayQueue
{
    /// <summary>Longest datagram carried.</summary>
    public const int LongestDatagram = 512;

    private readonly byte[] _storage;
    private readonly (int Length, PtpChannel Channel)[] _entries;
    private readonly PriorityQueue<int, (long Due, long Order)> _order;
    private readonly Stack<int> _free;
    private long _arrivals;

    public DelayQueue(int capacity)
    {
        _storage = new byte[capacity * LongestDatagram];
        _entries = new (int, PtpChannel)[capacity];
        _order = new(capacity);
        _free = new(Enumerable.Range(0, capacity));
    }

    public int Count => _order.Count;

    /// <summary>False when it is full or the datagram too long.</summary>
    public bool TryAdd(ReadOnlySpan<byte> datagram, PtpChannel channel, long due)
    {
        if (datagram.Length > LongestDatagram || !_free.TryPop(out int slot))
        {
            return false;
        }

        datagram.CopyTo(_storage.AsSpan(slot * LongestDatagram));
        _entries[slot] = (datagram.Length, channel);
        _order.Enqueue(slot, (due, _arrivals++));
        return true;
    }

    /// <summary>When the first one leaves.</summary>
    public bool TryPeek(out long due)
    {
        bool any = _order.TryPeek(out _, out (long Due, long Order) key);
        due = key.Due;
        return any;
    }

    /// <summary>Takes the first one; the span holds until the next call that adds.</summary>
    public ReadOnlySpan<byte> Take(out PtpChannel channel)
    {
        int slot = _order.Dequeue();
        _free.Push(slot);
        channel = _entries[slot].Channel;
        return _storage.AsSpan(slot * LongestDatagram, _entries[slot].Length);
    }
}
