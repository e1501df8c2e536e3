using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;

namespace AcrNetconf.Yang.Data.Trees;

/// <summary>The items of a list or leaf-list, persistent: one tree in list order, and for user order a second one by key.</summary>
/// <remarks>
/// Sorted items carry the prefix of their key, which mostly decides a comparison without looking at the item, rarely in a cache.
/// User order is kept by labels: an item between two others gets a label between theirs. When a gap is used up all labels are
/// dealt anew, O(n), at most once per about forty insertions at one place.
/// </remarks>
internal readonly struct KeyedSequence<T>
{
    private const long Gap = 1L << 40;
    private const long Limit = long.MaxValue - (2 * Gap);

    private readonly TreeNode<Slot<T>>? _sequence;
    private readonly TreeNode<Slot<T>>? _index;
    private readonly SequenceKind _kind;

    public KeyedSequence(SequenceKind kind)
        : this(kind, null, null)
    {
    }

    private KeyedSequence(SequenceKind kind, TreeNode<Slot<T>>? sequence, TreeNode<Slot<T>>? index)
    {
        _kind = kind;
        _sequence = sequence;
        _index = index;
    }

    public int Count => _sequence?.Count ?? 0;

    public SequenceKind Kind => _kind;

    public TreeNode<Slot<T>>? Sequence => _sequence;

    /// <summary>True when both share everything, hence hold the same items.</summary>
    public bool IsSameAs(in KeyedSequence<T> other) => ReferenceEquals(_sequence, other._sequence) && ReferenceEquals(_index, other._index);

    public ref readonly T At(int index) => ref PersistentTree.At(_sequence!, index).Item; // the caller checked the index against Count

    /// <summary>Looks up by key; false for keyless sequences.</summary>
    public bool TryFind<TProbe>(in TProbe probe, [MaybeNullWhen(false)] out T item)
        where TProbe : struct, IKeyProbe<T>
    {
        var found = TryFindSlot(probe, out var slot);
        item = slot.Item;
        return found;
    }

    /// <summary>Position in list order, or -1.</summary>
    public int IndexOf<TProbe>(in TProbe probe)
        where TProbe : struct, IKeyProbe<T>
    {
        if (!TryFindSlot(probe, out var slot))
        {
            return -1;
        }

        return _kind == SequenceKind.Sorted
            ? PersistentTree.Rank(_sequence, new PrefixProbe<TProbe>(probe))
            : PersistentTree.Rank(_sequence, new LabelProbe(slot.Label));
    }

    /// <summary>Replaces the item with the same key in its place, or adds: sorted in order, otherwise last.</summary>
    public KeyedSequence<T> Put<TOrder>(in T item, TOrder order)
        where TOrder : struct, IKeyOrder<T>
    {
        if (_kind == SequenceKind.Sorted)
        {
            return new(_kind, PersistentTree.Put(_sequence, new Slot<T>(item, order.PrefixOf(item)), new PrefixOrder<TOrder>(order)), null);
        }

        return _kind == SequenceKind.Placed && TryFindSlot(new ItemProbe<TOrder>(item, order), out var old)
            ? PutAt(new Slot<T>(item, old.Label), order)
            : Append(item, order);
    }

    /// <summary>Adds or moves an item to the front.</summary>
    public KeyedSequence<T> PutFirst<TOrder>(in T item, TOrder order)
        where TOrder : struct, IKeyOrder<T>
        => Without(new ItemProbe<TOrder>(item, order)).PutBetween(item, 0, order);

    /// <summary>Adds or moves an item to the end.</summary>
    public KeyedSequence<T> PutLast<TOrder>(in T item, TOrder order)
        where TOrder : struct, IKeyOrder<T>
        => Without(new ItemProbe<TOrder>(item, order)).Append(item, order);

    /// <summary>Adds or moves an item next to another; false when that other one does not exist or is the item itself.</summary>
    public bool TryPutBeside<TOrder, TProbe>(in T item, in TProbe anchor, bool before, TOrder order, out KeyedSequence<T> result)
        where TOrder : struct, IKeyOrder<T>
        where TProbe : struct, IKeyProbe<T>
    {
        var rest = Without(new ItemProbe<TOrder>(item, order));
        var index = rest.IndexOf(anchor);
        result = index < 0 ? this : rest.PutBetween(item, before ? index : index + 1, order);
        return index >= 0;
    }

    public KeyedSequence<T> Without<TProbe>(in TProbe probe)
        where TProbe : struct, IKeyProbe<T>
    {
        if (_kind == SequenceKind.Sorted)
        {
            var rest = PersistentTree.Remove(_sequence, new PrefixProbe<TProbe>(probe));
            return ReferenceEquals(rest, _sequence) ? this : new(_kind, rest, null);
        }

        return TryFindSlot(probe, out var slot)
            ? new(_kind, PersistentTree.Remove(_sequence, new LabelProbe(slot.Label)), PersistentTree.Remove(_index, new SlotProbe<TProbe>(probe)))
            : this;
    }

    /// <summary>Removes by position, for sequences without keys; the caller checked the index.</summary>
    public KeyedSequence<T> WithoutAt<TOrder>(int index, TOrder order)
        where TOrder : struct, IKeyOrder<T>
    {
        var slot = PersistentTree.At(_sequence!, index); // the caller checked the index against Count
        return _kind == SequenceKind.Plain
            ? new(_kind, PersistentTree.Remove(_sequence, new LabelProbe(slot.Label)), null)
            : Without(new ItemProbe<TOrder>(slot.Item, order));
    }

    /// <summary>Builds from items in document order. Of items with equal keys the first stays; the others go to <paramref name="duplicates"/>.</summary>
    public static KeyedSequence<T> Build<TOrder>(SequenceKind kind, List<T> items, TOrder order, List<T>? duplicates)
        where TOrder : struct, IKeyOrder<T>
    {
        var slots = new Slot<T>[items.Count];
        for (var i = 0; i < slots.Length; i++)
        {
            slots[i] = new Slot<T>(items[i], (i + 1) * Gap);
        }

        if (kind == SequenceKind.Plain)
        {
            return new(kind, PersistentTree.Build<Slot<T>>(slots), null);
        }

        var byKey = SortedByKey(slots, order, duplicates, out var dropped);
        if (kind == SequenceKind.Sorted)
        {
            foreach (ref var slot in byKey.AsSpan())
            {
                slot = new(slot.Item, order.PrefixOf(slot.Item));
            }

            return new(kind, PersistentTree.Build<Slot<T>>(byKey.AsSpan()), null);
        }

        var inOrder = dropped is null ? slots : [.. slots.Where(slot => !dropped.Contains(slot.Label))];
        return new(kind, PersistentTree.Build<Slot<T>>(inOrder), PersistentTree.Build<Slot<T>>(byKey));
    }

    /// <summary>Differences by key; for placed items an equal key with another label is also reported as both.</summary>
    public static void Diff<TOrder, TReceiver>(in KeyedSequence<T> before, in KeyedSequence<T> after, TOrder order, ref TReceiver receiver)
        where TOrder : struct, IKeyOrder<T>
        where TReceiver : struct, TreeDiff.IReceiver<Slot<T>>
    {
        if (before._kind == SequenceKind.Plain)
        {
            TreeDiff.Run(before._sequence, after._sequence, default(LabelOrder), ref receiver);
        }
        else if (before._kind == SequenceKind.Sorted)
        {
            TreeDiff.Run(before._sequence, after._sequence, new PrefixOrder<TOrder>(order), ref receiver);
        }
        else
        {
            TreeDiff.Run(before._index, after._index, new KeyOrder<TOrder>(order), ref receiver);
        }
    }

    /// <summary>The nearest item before a label that satisfies a condition; used to see whether an item really moved.</summary>
    public long? LabelBefore(long label, Func<Slot<T>, bool> accept)
    {
        for (var rank = PersistentTree.Rank(_sequence, new LabelProbe(label)) - 1; rank >= 0; rank--)
        {
            var slot = PersistentTree.At(_sequence!, rank); // rank is within the sequence
            if (accept(slot))
            {
                return slot.Label;
            }
        }

        return null;
    }

    /// <summary>1-based position of the item with a label.</summary>
    public int PositionOf(long label) => PersistentTree.Rank(_sequence, new LabelProbe(label)) + 1;

    private static Slot<T>[] SortedByKey<TOrder>(Slot<T>[] slots, TOrder order, List<T>? duplicates, out HashSet<long>? dropped)
        where TOrder : struct, IKeyOrder<T>
    {
        dropped = null;
        var ascending = true;
        for (var i = 1; i < slots.Length && ascending; i++)
        {
            ascending = order.Compare(slots[i - 1].Item, slots[i].Item) < 0;
        }

        if (ascending)
        {
            return slots;
        }

        var sorted = slots.AsSpan().ToArray();
        sorted.AsSpan().Sort(new StableKeyOrder<TOrder>(order));
        var kept = 0;
        for (var i = 0; i < sorted.Length; i++)
        {
            if (kept > 0 && order.Compare(sorted[kept - 1].Item, sorted[i].Item) == 0)
            {
                duplicates?.Add(sorted[i].Item);
                (dropped ??= []).Add(sorted[i].Label);
            }
            else
            {
                sorted[kept++] = sorted[i];
            }
        }

        return sorted[..kept];
    }

    private bool TryFindSlot<TProbe>(in TProbe probe, out Slot<T> slot)
        where TProbe : struct, IKeyProbe<T>
    {
        if (_kind == SequenceKind.Plain)
        {
            slot = default;
            return false;
        }

        return _kind == SequenceKind.Sorted
            ? PersistentTree.TryFind(_sequence, new PrefixProbe<TProbe>(probe), out slot)
            : PersistentTree.TryFind(_index, new SlotProbe<TProbe>(probe), out slot);
    }

    private KeyedSequence<T> Append<TOrder>(in T item, TOrder order)
        where TOrder : struct, IKeyOrder<T>
    {
        if (_sequence is null)
        {
            return PutAt(new Slot<T>(item, Gap), order);
        }

        var last = PersistentTree.At(_sequence, _sequence.Count - 1).Label;
        return last > Limit ? Relabelled(order).Append(item, order) : PutAt(new Slot<T>(item, last + Gap), order);
    }

    // The item must not be in the sequence; `index` is the place it takes.
    private KeyedSequence<T> PutBetween<TOrder>(in T item, int index, TOrder order)
        where TOrder : struct, IKeyOrder<T>
    {
        if (_kind == SequenceKind.Sorted || index >= Count)
        {
            return Put(item, order);
        }

        var next = PersistentTree.At(_sequence!, index).Label; // index < Count
        if (index == 0)
        {
            return next < -Limit ? Relabelled(order).PutBetween(item, index, order) : PutAt(new Slot<T>(item, next - Gap), order);
        }

        var previous = PersistentTree.At(_sequence!, index - 1).Label; // index < Count
        return next - previous < 2
            ? Relabelled(order).PutBetween(item, index, order)
            : PutAt(new Slot<T>(item, previous + ((next - previous) / 2)), order);
    }

    private KeyedSequence<T> PutAt<TOrder>(in Slot<T> slot, TOrder order)
        where TOrder : struct, IKeyOrder<T>
        => new(
            _kind,
            PersistentTree.Put(_sequence, slot, default(LabelOrder)),
            _kind == SequenceKind.Plain ? null : PersistentTree.Put(_index, slot, new KeyOrder<TOrder>(order)));

    private KeyedSequence<T> Relabelled<TOrder>(TOrder order)
        where TOrder : struct, IKeyOrder<T>
    {
        var items = new List<T>(Count);
        foreach (var slot in new TreeEnumerable<Slot<T>>(_sequence))
        {
            items.Add(slot.Item);
        }

        return Build(_kind, items, order, null);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct KeyOrder<TOrder>(TOrder order) : ITreeOrder<Slot<T>>
        where TOrder : struct, IKeyOrder<T>
    {
        public int Compare(in Slot<T> left, in Slot<T> right) => order.Compare(left.Item, right.Item);
    }

    /// <summary>Order of sorted sequences: by prefix, then by key.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly struct PrefixOrder<TOrder>(TOrder order) : ITreeOrder<Slot<T>>
        where TOrder : struct, IKeyOrder<T>
    {
        public int Compare(in Slot<T> left, in Slot<T> right)
            => left.Label.CompareTo(right.Label) is var sign && sign != 0 ? sign : order.Compare(left.Item, right.Item);
    }

    private readonly struct StableKeyOrder<TOrder>(TOrder order) : IComparer<Slot<T>>
        where TOrder : struct, IKeyOrder<T>
    {
        public int Compare(Slot<T> x, Slot<T> y)
            => order.Compare(x.Item, y.Item) is var sign && sign != 0 ? sign : x.Label.CompareTo(y.Label);
    }

    private readonly struct LabelOrder : ITreeOrder<Slot<T>>
    {
        public int Compare(in Slot<T> left, in Slot<T> right) => left.Label.CompareTo(right.Label);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct SlotProbe<TProbe>(TProbe probe) : ITreeProbe<Slot<T>>
        where TProbe : struct, IKeyProbe<T>
    {
        public int CompareTo(in Slot<T> item) => probe.CompareTo(item.Item);
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly struct PrefixProbe<TProbe>(TProbe probe) : ITreeProbe<Slot<T>>
        where TProbe : struct, IKeyProbe<T>
    {
        private readonly long _prefix = probe.Prefix;

        public int CompareTo(in Slot<T> item) => _prefix.CompareTo(item.Label) is var sign && sign != 0 ? sign : probe.CompareTo(item.Item);
    }

    private readonly struct LabelProbe(long label) : ITreeProbe<Slot<T>>
    {
        public int CompareTo(in Slot<T> item) => label.CompareTo(item.Label);
    }

    private readonly struct ItemProbe<TOrder>(T item, TOrder order) : IKeyProbe<T>
        where TOrder : struct, IKeyOrder<T>
    {
        public long Prefix => order.PrefixOf(item);

        public int CompareTo(in T other) => order.Compare(item, other);
    }
}
