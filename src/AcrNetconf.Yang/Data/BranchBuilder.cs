using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Collects the children of one branch in any order. Reusable.</summary>
internal sealed class BranchBuilder
{
    // By ordinal: a DataNode, or the entries or values collected so far.
    private object?[] _slots = [];

    public SchemaBranch Schema { get; private set; } = null!; // Start is called before anything else

    public void Start(SchemaBranch schema)
    {
        Schema = schema;
        if (_slots.Length < schema.DataChildren.Length)
        {
            _slots = new object?[Math.Max(schema.DataChildren.Length, 16)];
        }
    }

    public bool Has(SchemaNode child) => _slots[child.Ordinal] is not null;

    public DataNode? Peek(SchemaNode child) => _slots[child.Ordinal] as DataNode;

    public void Set(DataNode node)
    {
        _slots[node.Schema.Ordinal] = node switch
        {
            ListNode list => new List<ListEntryNode>(list.Entries),
            LeafListNode leafList => new List<YangValue>(leafList.Values),
            _ => node,
        };
    }

    public void AddEntry(ListEntryNode entry)
    {
        if (_slots[entry.Schema.Ordinal] is List<ListEntryNode> entries)
        {
            entries.Add(entry);
        }
        else
        {
            _slots[entry.Schema.Ordinal] = new List<ListEntryNode> { entry };
        }
    }

    public void AddValue(LeafListSchema schema, in YangValue value)
    {
        if (_slots[schema.Ordinal] is List<YangValue> values)
        {
            values.Add(value);
        }
        else
        {
            _slots[schema.Ordinal] = new List<YangValue> { value };
        }
    }

    /// <summary>The first key that was not set, or null.</summary>
    public LeafSchema? MissingKey()
    {
        if (Schema is ListSchema list)
        {
            foreach (var key in list.Keys)
            {
                if (_slots[key.Ordinal] is null)
                {
                    return key;
                }
            }
        }

        return null;
    }

    /// <summary>The key of the entry under construction; the default value when one is missing or there are none.</summary>
    public ListKey Key()
    {
        if (Schema is not ListSchema { Keys: { IsEmpty: false } keys } || MissingKey() is not null)
        {
            return default;
        }

        var values = new YangValue[keys.Length];
        for (var i = 0; i < values.Length; i++)
        {
            values[i] = ((LeafNode)_slots[keys[i].Ordinal]!).Value; // no key is missing
        }

        return new(values.AsSpan());
    }

    /// <summary>Makes the branch and empties the builder. Entries and values that repeat go to the receivers; null drops them.</summary>
    public DataBranch Finish(Action<ListEntryNode>? repeatedEntry = null, Action<LeafListSchema, YangValue>? repeatedValue = null)
    {
        var width = Schema.DataChildren.Length;
        var count = 0;
        for (var i = 0; i < width; i++)
        {
            count += _slots[i] is null ? 0 : 1;
        }

        var children = count == 0 ? [] : new DataNode[count];
        count = 0;
        for (var i = 0; i < width; i++)
        {
            switch (_slots[i])
            {
                case null:
                    continue;
                case List<ListEntryNode> entries:
                    children[count++] = FinishList((ListSchema)Schema.DataChildren[i], entries, repeatedEntry);
                    break;
                case List<YangValue> values:
                    children[count++] = FinishLeafList((LeafListSchema)Schema.DataChildren[i], values, repeatedValue);
                    break;
                case var node:
                    children[count++] = (DataNode)node;
                    break;
            }

            _slots[i] = null;
        }

        return DataBranch.Create(Schema, children);
    }

    /// <summary>Empties the builder without making anything.</summary>
    public void Abandon() => Array.Clear(_slots, 0, Schema.DataChildren.Length);

    private static ListNode FinishList(ListSchema schema, List<ListEntryNode> entries, Action<ListEntryNode>? repeated)
    {
        var duplicates = repeated is null || entries.Count == 1 ? null : new List<ListEntryNode>();
        var list = ListNode.Build(schema, entries, duplicates);
        duplicates?.ForEach(repeated!); // duplicates is null when repeated is
        return list;
    }

    private static LeafListNode FinishLeafList(LeafListSchema schema, List<YangValue> values, Action<LeafListSchema, YangValue>? repeated)
    {
        var duplicates = repeated is null || values.Count == 1 ? null : new List<YangValue>();
        var leafList = LeafListNode.Build(schema, values, duplicates);
        duplicates?.ForEach(value => repeated!(schema, value)); // as above
        return leafList;
    }
}
