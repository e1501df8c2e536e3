using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>The values of one leaf or leaf-list below instances of a branch, defaults in use included.</summary>
internal sealed class LeafValues
{
    private readonly List<SchemaNode> _path;

    private LeafValues(List<SchemaNode> path) => _path = path;

    /// <summary>Receives a value that is in one of two versions: 1 for the later, -1 for the earlier.</summary>
    public delegate void Receiver(in YangValue value, int delta);

    /// <summary>Values of a node below, or at, another; null when they depend on more than that branch.</summary>
    public static LeafValues? Below(SchemaNode top, SchemaNode leaf)
    {
        var hasDefault = leaf is LeafSchema { Default: not null } or LeafListSchema { Defaults.IsEmpty: false };
        if (leaf is not (LeafSchema or LeafListSchema) || (hasDefault && leaf is LeafListSchema))
        {
            return null;
        }

        for (var node = leaf; !ReferenceEquals(node, top); node = node.Parent)
        {
            // A default under a condition may come and go with what the condition reads.
            if (node is null || !node.IsConfig || (hasDefault && !node.Whens.IsEmpty))
            {
                return null;
            }
        }

        return new(SchemaPaths.Between(top, leaf));
    }

    /// <summary>Reports the values in which two versions of the branch differ; null stands for a branch that is not there.</summary>
    public void Compare(DataBranch? before, DataBranch? after, Receiver receiver)
        => Visit(before, before is not null, after, after is not null, 0, receiver);

    /// <summary>The only value below a branch, when the path leads through no list.</summary>
    public YangValue SingleIn(DataBranch branch)
    {
        DataBranch? at = branch;
        for (var i = 0; i < _path.Count - 1; i++)
        {
            var next = at?.Find(_path[i]) as DataBranch;
            if (next is null && !IsImplicit(at, _path[i]))
            {
                return default;
            }

            at = next;
        }

        return ValueOf(at, (LeafSchema)_path[^1]);
    }

    private void Visit(DataBranch? before, bool wasThere, DataBranch? after, bool isThere, int at, Receiver receiver)
    {
        if (wasThere == isThere && ReferenceEquals(before, after))
        {
            return;
        }

        var schema = _path[at];
        switch (schema)
        {
            case LeafSchema leaf:
                Report(wasThere ? ValueOf(before, leaf) : default, isThere ? ValueOf(after, leaf) : default, receiver);
                break;
            case LeafListSchema leafList:
                Items(leafList, before?.Find(leafList), after?.Find(leafList), receiver);
                break;
            case ListSchema list:
                Entries(list, before?.Find(list), after?.Find(list), at, receiver);
                break;
            default:
                var x = before?.Find(schema) as DataBranch;
                var y = after?.Find(schema) as DataBranch;
                Visit(x, x is not null || (wasThere && IsImplicit(before, schema)), y, y is not null || (isThere && IsImplicit(after, schema)), at + 1, receiver);
                break;
        }
    }

    private void Entries(ListSchema schema, ListNode? before, ListNode? after, int at, Receiver receiver)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        var pairs = new PairList<ListEntryNode>([]);
        KeyedSequence<ListEntryNode>.Diff((before ?? ListNode.Empty(schema)).Sequence, (after ?? ListNode.Empty(schema)).Sequence, default(KeyOrder.Entries), ref pairs);
        foreach (var pair in pairs.Pairs)
        {
            Visit(pair.Before?.Item, pair.Before is not null, pair.After?.Item, pair.After is not null, at + 1, receiver);
        }
    }

    private static void Items(LeafListSchema schema, LeafListNode? before, LeafListNode? after, Receiver receiver)
    {
        if (ReferenceEquals(before, after))
        {
            return;
        }

        var pairs = new PairList<YangValue>([]);
        KeyedSequence<YangValue>.Diff((before ?? LeafListNode.Empty(schema)).Sequence, (after ?? LeafListNode.Empty(schema)).Sequence, new KeyOrder.Values(schema.Type), ref pairs);
        foreach (var pair in pairs.Pairs)
        {
            Report(pair.Before?.Item ?? default, pair.After?.Item ?? default, receiver);
        }
    }

    private static void Report(in YangValue before, in YangValue after, Receiver receiver)
    {
        if (before == after)
        {
            return;
        }

        if (before.IsValid)
        {
            receiver(before, -1);
        }

        if (after.IsValid)
        {
            receiver(after, 1);
        }
    }

    private static YangValue ValueOf(DataBranch? branch, LeafSchema leaf)
        => branch?.Find(leaf)?.Value ?? (leaf.Default is { } @default && CaseSelection.IsSelected(branch, leaf) ? @default : default);

    private static bool IsImplicit(DataBranch? parent, SchemaNode schema)
        => schema is ContainerSchema { IsPresence: false } && CaseSelection.IsSelected(parent, schema);
}
