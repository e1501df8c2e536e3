using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>All entries of a list under one parent (RFC 7950 §7.8), indexed by key.</summary>
/// <remarks>
/// System-ordered lists are sorted by their typed keys, user-ordered ones stand as placed, keyless ones as given. Lookup and change cost
/// O(log n); versions share what they have in common.
/// </remarks>
public sealed class ListNode : DataNode
{
    private readonly KeyedSequence<ListEntryNode> _entries;

    private ListNode(ListSchema schema, in KeyedSequence<ListEntryNode> entries)
        : base(schema) => _entries = entries;

    public ListSchema ListSchema => (ListSchema)Schema;

    public int Count => _entries.Count;

    /// <summary>Entries in list order.</summary>
    public ListEntries Entries => new(_entries.Sequence);

    internal KeyedSequence<ListEntryNode> Sequence => _entries;

    /// <summary>Entry by position in list order, O(log n).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a position below <see cref="Count"/>.</exception>
    public ListEntryNode this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _entries.At(index);
        }
    }

    /// <summary>A list without entries; only a start for adding some, trees never contain it.</summary>
    public static ListNode Empty(ListSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, new KeyedSequence<ListEntryNode>(KindOf(schema)));
    }

    /// <summary>Builds from entries in any order (system-ordered) or in the wanted order; of equal keys the first stays.</summary>
    public static ListNode Create(ListSchema schema, IEnumerable<ListEntryNode> entries)
        => Build(schema, [.. entries], null);

    /// <summary>The entry with a key, or null; always null for keyless lists.</summary>
    public ListEntryNode? Find(ListKey key)
        => key.Count == ListSchema.Keys.Length && _entries.TryFind(new KeyOrder.EntryProbe(ListSchema, key), out var entry) ? entry : null;

    /// <summary>Position of an entry in list order, or -1.</summary>
    public int IndexOf(ListKey key)
        => key.Count == ListSchema.Keys.Length ? _entries.IndexOf(new KeyOrder.EntryProbe(ListSchema, key)) : -1;

    /// <summary>Replaces the entry with the same key in its place, or adds it: sorted in order, otherwise last.</summary>
    public ListNode With(ListEntryNode entry)
    {
        CheckBelongs(entry);
        return new(ListSchema, _entries.Put(entry, default(KeyOrder.Entries)));
    }

    /// <summary>Adds the entry at, or moves it to, a position; system-ordered lists have no positions and ignore it.</summary>
    /// <exception cref="ArgumentException">The entry named by the position does not exist or is the entry itself.</exception>
    public ListNode With(ListEntryNode entry, ListPosition position)
    {
        CheckBelongs(entry);
        if (_entries.Kind == SequenceKind.Sorted)
        {
            return With(entry);
        }

        var order = default(KeyOrder.Entries);
        switch (position.Place)
        {
            case ListPlace.First:
                return new(ListSchema, _entries.PutFirst(entry, order));
            case ListPlace.Last:
                return new(ListSchema, _entries.PutLast(entry, order));
            default:
                var anchor = new KeyOrder.EntryProbe(ListSchema, position.Anchor);
                return position.Anchor.Count == ListSchema.Keys.Length
                    && _entries.TryPutBeside(entry, anchor, position.Place == ListPlace.Before, order, out var result)
                    ? new(ListSchema, result)
                    : throw new ArgumentException($"{Schema}: no entry {position.Anchor} to insert beside", nameof(position));
        }
    }

    /// <summary>Without the entry; the same list when there is none.</summary>
    public ListNode Without(ListKey key)
    {
        if (key.Count != ListSchema.Keys.Length || key.IsEmpty)
        {
            return this;
        }

        var rest = _entries.Without(new KeyOrder.EntryProbe(ListSchema, key));
        return rest.IsSameAs(_entries) ? this : new(ListSchema, rest);
    }

    /// <summary>Without the entry at a position; the way to remove from keyless lists.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a position below <see cref="Count"/>.</exception>
    public ListNode WithoutAt(int index)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
        return new(ListSchema, _entries.WithoutAt(index, default(KeyOrder.Entries)));
    }

    internal static ListNode Build(ListSchema schema, List<ListEntryNode> entries, List<ListEntryNode>? duplicates)
        => new(schema, KeyedSequence<ListEntryNode>.Build(KindOf(schema), entries, default(KeyOrder.Entries), duplicates));

    private static SequenceKind KindOf(ListSchema schema)
        => schema.Keys.IsEmpty ? SequenceKind.Plain : schema.IsUserOrdered ? SequenceKind.Placed : SequenceKind.Sorted;

    private void CheckBelongs(ListEntryNode entry)
    {
        ArgumentNullException.ThrowIfNull(entry);
        if (!ReferenceEquals(entry.Schema, Schema))
        {
            throw new ArgumentException($"{entry.Schema} is not an entry of {Schema}", nameof(entry));
        }
    }
}
