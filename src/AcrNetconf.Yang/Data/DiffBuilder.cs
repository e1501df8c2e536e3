using System.Collections.Immutable;
using System.Xml.Linq;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Compares two versions of a branch.</summary>
internal sealed class DiffBuilder
{
    public ImmutableArray<DiffNode> Compare(DataBranch before, DataBranch after)
    {
        if (ReferenceEquals(before, after))
        {
            return [];
        }

        var changes = ImmutableArray.CreateBuilder<DiffNode>();
        var (a, b) = (before.ChildArray, after.ChildArray);
        int i = 0, j = 0;
        while (i < a.Length || j < b.Length)
        {
            var sign = i == a.Length ? 1 : j == b.Length ? -1 : a[i].Schema.Ordinal - b[j].Schema.Ordinal;
            if (sign != 0)
            {
                Compare(sign < 0 ? a[i++] : null, sign < 0 ? null : b[j++], changes);
                continue;
            }

            if (!ReferenceEquals(a[i], b[j]))
            {
                Compare(a[i], b[j], changes);
            }

            i++;
            j++;
        }

        return changes.DrainToImmutable();
    }

    private void Compare(DataNode? before, DataNode? after, ImmutableArray<DiffNode>.Builder changes)
    {
        switch (before ?? after)
        {
            case ListNode any:
                CompareLists(any.ListSchema, before as ListNode, after as ListNode, changes);
                break;
            case LeafListNode any:
                CompareLeafLists(any.LeafListSchema, before as LeafListNode, after as LeafListNode, changes);
                break;
            case { } any when before is null || after is null:
                changes.Add(new DiffNode(any.Schema, default, before is null ? DiffOperation.Create : DiffOperation.Delete, before, after, []));
                break;
            case LeafNode leaf when leaf.Value != ((LeafNode)after!).Value: // after is not null: the case above took that
            case AnydataNode anydata when !XNode.DeepEquals(anydata.Value, ((AnydataNode)after!).Value): // as above
                changes.Add(new DiffNode(before!.Schema, default, DiffOperation.Replace, before, after, [])); // as above
                break;
            case DataBranch branch:
                var children = Compare(branch, (DataBranch)after!); // as above
                if (!children.IsEmpty)
                {
                    changes.Add(new DiffNode(branch.Schema, default, DiffOperation.Descend, before, after, children));
                }

                break;
            default:
                break;
        }
    }

    private void CompareLists(ListSchema schema, ListNode? before, ListNode? after, ImmutableArray<DiffNode>.Builder changes)
    {
        var a = (before ?? ListNode.Empty(schema)).Sequence;
        var b = (after ?? ListNode.Empty(schema)).Sequence;
        var pairs = new PairList<ListEntryNode>([]);
        KeyedSequence<ListEntryNode>.Diff(a, b, default(KeyOrder.Entries), ref pairs);
        var moved = MoveFinder<ListEntryNode>.Find(pairs.Pairs, a, b);
        foreach (var pair in pairs.InListOrder(a.Kind))
        {
            var (x, y) = (pair.Before?.Item, pair.After?.Item);
            var children = x is null || y is null ? [] : Compare(x, y);
            var operation = (x, y) switch
            {
                (null, _) => DiffOperation.Create,
                (_, null) => DiffOperation.Delete,
                _ => moved.Contains(pair) ? DiffOperation.Move : DiffOperation.Descend,
            };
            if (operation != DiffOperation.Descend || !children.IsEmpty)
            {
                var position = a.Kind != SequenceKind.Plain ? 0
                    : y is not null ? b.PositionOf(pair.After!.Value.Label) // y comes from After
                    : a.PositionOf(pair.Before!.Value.Label); // not both are null
                changes.Add(new DiffNode(schema, (y ?? x)!.Key, operation, x, y, children) { Position = position }); // not both are null
            }
        }
    }

    private static void CompareLeafLists(LeafListSchema schema, LeafListNode? before, LeafListNode? after, ImmutableArray<DiffNode>.Builder changes)
    {
        var a = (before ?? LeafListNode.Empty(schema)).Sequence;
        var b = (after ?? LeafListNode.Empty(schema)).Sequence;
        var pairs = new PairList<YangValue>([]);
        KeyedSequence<YangValue>.Diff(a, b, new KeyOrder.Values(schema.Type), ref pairs);
        var moved = MoveFinder<YangValue>.Find(pairs.Pairs, a, b);
        foreach (var pair in pairs.InListOrder(a.Kind))
        {
            if (pair.Before is not { } x)
            {
                changes.Add(new DiffNode(schema, new ListKey(pair.After!.Value.Item), DiffOperation.Create, null, after, [])); // not both are null
            }
            else if (pair.After is not { } y)
            {
                changes.Add(new DiffNode(schema, new ListKey(x.Item), DiffOperation.Delete, before, null, []));
            }
            else if (x.Item != y.Item)
            {
                // Only values of state leaf-lists, matched by position, can differ here.
                changes.Add(new DiffNode(schema, new ListKey(x.Item), DiffOperation.Delete, before, null, []));
                changes.Add(new DiffNode(schema, new ListKey(y.Item), DiffOperation.Create, null, after, []));
            }
            else if (moved.Contains(pair))
            {
                changes.Add(new DiffNode(schema, new ListKey(y.Item), DiffOperation.Move, before, after, []));
            }
        }
    }
}
