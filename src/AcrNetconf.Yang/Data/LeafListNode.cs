using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>All values of a leaf-list under one parent (RFC 7950 §7.7).</summary>
/// <remarks>
/// System-ordered leaf-lists are sorted, user-ordered ones stand as placed. State leaf-lists stand as given and may repeat values
/// (RFC 7950 §7.7: only configuration must be unique).
/// </remarks>
public sealed class LeafListNode : DataNode
{
    private readonly KeyedSequence<YangValue> _values;

    private LeafListNode(LeafListSchema schema, in KeyedSequence<YangValue> values)
        : base(schema) => _values = values;

    public LeafListSchema LeafListSchema => (LeafListSchema)Schema;

    public int Count => _values.Count;

    /// <summary>Values in order.</summary>
    public LeafListValues Values => new(_values.Sequence);

    internal KeyedSequence<YangValue> Sequence => _values;

    private KeyOrder.Values Order => new(LeafListSchema.Type);

    /// <summary>Value by position, O(log n).</summary>
    /// <exception cref="ArgumentOutOfRangeException">Not a position below <see cref="Count"/>.</exception>
    public YangValue this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(index);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(index, Count);
            return _values.At(index);
        }
    }

    /// <summary>A leaf-list without values; only a start for adding some, trees never contain it.</summary>
    public static LeafListNode Empty(LeafListSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        return new(schema, new KeyedSequence<YangValue>(KindOf(schema)));
    }

    /// <summary>Builds from values; of equal values the first stays, except in state data.</summary>
    public static LeafListNode Create(LeafListSchema schema, IEnumerable<YangValue> values) => Build(schema, [.. values], null);

    public bool Contains(YangValue value) => IndexOf(value) >= 0;

    /// <summary>Position of a value, the first when it repeats, or -1.</summary>
    public int IndexOf(YangValue value)
    {
        if (_values.Kind != SequenceKind.Plain)
        {
            return _values.IndexOf(new KeyOrder.ValueProbe(LeafListSchema.Type, value));
        }

        var index = 0;
        foreach (var present in Values)
        {
            if (present == value)
            {
                return index;
            }

            index++;
        }

        return -1;
    }

    /// <summary>With the value; the same leaf-list when it is there already, except in state data, where it repeats.</summary>
    public LeafListNode With(YangValue value)
    {
        CheckValid(value);
        return _values.Kind != SequenceKind.Plain && Contains(value) ? this : new(LeafListSchema, _values.Put(value, Order));
    }

    /// <summary>Adds the value at, or moves it to, a position; system-ordered leaf-lists have no positions and ignore it.</summary>
    /// <exception cref="ArgumentException">The value named by the position is not present or is the value itself.</exception>
    public LeafListNode With(YangValue value, ListPosition position)
    {
        CheckValid(value);
        if (_values.Kind == SequenceKind.Sorted)
        {
            return With(value);
        }

        switch (position.Place)
        {
            case ListPlace.First:
                return new(LeafListSchema, _values.PutFirst(value, Order));
            case ListPlace.Last:
                return new(LeafListSchema, _values.PutLast(value, Order));
            default:
                return position.Anchor.Count == 1
                    && _values.TryPutBeside(
                        value,
                        new KeyOrder.ValueProbe(LeafListSchema.Type, position.Anchor[0]),
                        position.Place == ListPlace.Before,
                        Order,
                        out var result)
                    ? new(LeafListSchema, result)
                    : throw new ArgumentException($"{Schema}: no value {position.Anchor} to insert beside", nameof(position));
        }
    }

    /// <summary>Without the value (its first occurrence); the same leaf-list when it is not present.</summary>
    public LeafListNode Without(YangValue value)
    {
        var index = IndexOf(value);
        return index < 0 ? this : new(LeafListSchema, _values.WithoutAt(index, Order));
    }

    internal static LeafListNode Build(LeafListSchema schema, List<YangValue> values, List<YangValue>? duplicates)
        => new(schema, KeyedSequence<YangValue>.Build(KindOf(schema), values, new KeyOrder.Values(schema.Type), duplicates));

    private static SequenceKind KindOf(LeafListSchema schema)
        => !schema.IsConfig ? SequenceKind.Plain : schema.IsUserOrdered ? SequenceKind.Placed : SequenceKind.Sorted;

    private void CheckValid(in YangValue value)
    {
        if (!value.IsValid)
        {
            throw new ArgumentException($"{Schema}: a leaf-list entry needs a value", nameof(value));
        }
    }
}
