using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux.Loop;

/// <summary>A bounded queue of received packets and transmit stamps in storage allocated once; when full the newest is dropped and counted.</summary>
/// <remarks>Any number of producers, one consumer. The consumer works on the oldest entry in place: <see cref="TryPeek"/>, then <see cref="Advance"/>.</remarks>
internal sealed class PacketQueue
{
    private readonly Lock _gate = new();
    private readonly Entry[] _entries;
    private readonly byte[] _storage;
    private int _head;
    private int _count;
    private long _dropped;

    public PacketQueue(int capacity)
    {
        _entries = new Entry[capacity];
        _storage = new byte[capacity * MaximumDatagram];
    }

    /// <summary>Longest datagram kept; PTP messages of this profile stay below 150 octets.</summary>
    public static int MaximumDatagram => 512;

    /// <summary>Entries refused because the queue was full or the datagram too long.</summary>
    public long Dropped => Volatile.Read(ref _dropped);

    public bool TryAddDatagram(ReadOnlySpan<byte> datagram, PtpAddress source, in PacketTimestamp timestamp, PtpChannel channel)
    {
        lock (_gate)
        {
            if (datagram.Length > MaximumDatagram || !TryReserve_NeedsLock(out int index))
            {
                Volatile.Write(ref _dropped, _dropped + 1);
                return false;
            }

            datagram.CopyTo(_storage.AsSpan(index * MaximumDatagram));
            _entries[index] = new Entry(PacketKind.Datagram, datagram.Length, source, timestamp, channel, default);
            return true;
        }
    }

    public bool TryAddTransmit(PacketKind kind, TransmitId id, in PacketTimestamp timestamp)
    {
        lock (_gate)
        {
            if (!TryReserve_NeedsLock(out int index))
            {
                Volatile.Write(ref _dropped, _dropped + 1);
                return false;
            }

            _entries[index] = new Entry(kind, 0, PtpAddress.None, timestamp, PtpChannel.Event, id);
            return true;
        }
    }

    public bool TryPeek(out Entry entry, out ReadOnlySpan<byte> datagram)
    {
        lock (_gate)
        {
            entry = _count == 0 ? default : _entries[_head];
            datagram = _count == 0 ? default : _storage.AsSpan(_head * MaximumDatagram, entry.Length);
            return _count > 0;
        }
    }

    public void Advance()
    {
        lock (_gate)
        {
            // Empty, it begins at its first slots again: those are in the processor's cache.
            _count--;
            _head = _count == 0 ? 0 : (_head + 1) % _entries.Length;
        }
    }

    /// <summary>Forgets what is waiting; consumer only, and not between peek and advance.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            _head = 0;
            _count = 0;
        }
    }

    private bool TryReserve_NeedsLock(out int index)
    {
        index = (_head + _count) % _entries.Length;
        if (_count == _entries.Length)
        {
            return false;
        }

        _count++;
        return true;
    }

    internal readonly record struct Entry(PacketKind Kind, int Length, PtpAddress Source, PacketTimestamp Timestamp, PtpChannel Channel, TransmitId Id);
}
