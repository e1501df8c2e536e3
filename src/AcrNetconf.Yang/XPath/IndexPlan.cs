using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.XPath;

/// <summary>One predicate of the form <c>leaf = value</c> or <c>. = value</c> whose value does not depend on the node it is tried on.</summary>
/// <param name="Leaf">Name of the leaf; null for <c>.</c>.</param>
/// <param name="Value">The other side.</param>
internal sealed record IndexLookup(NodeTest? Leaf, Expression Value);

/// <summary>Turns predicates of a child step into a key lookup or an index lookup, instead of trying every entry.</summary>
/// <param name="lookups">Conditions usable as lookups; the node must satisfy all of them.</param>
/// <param name="predicateCount">How many leading predicates consist of lookups only.</param>
internal sealed class IndexPlan(IReadOnlyList<IndexLookup> lookups, int predicateCount)
{
    private enum Match
    {
        Typed,
        Nothing,
        Unknown,
    }

    public IReadOnlyList<IndexLookup> Lookups => lookups;

    public int PredicateCount => predicateCount;

    /// <summary>Answers <c>list[all keys]</c> with the entry or null; false when this is not that case.</summary>
    public bool TrySingle(XPathNode from, Step step, in EvaluationContext context, out XPathNode? result)
    {
        result = null;
        if (from.BranchSchema is not { } schema || step.Test.Child(schema) is not ListSchema list || list.Keys.Length != lookups.Count || list.Keys.Length == 0)
        {
            return false;
        }

        if ((context.Session.IsConfigOnly && !list.IsConfig) || from.Branch?.Find(list) is not ListNode data)
        {
            return true;
        }

        var match = FindByKeys(data, list, context, out var entry);
        result = entry is null ? null : XPathNode.ForData(from, entry);
        return match != Match.Unknown;
    }

    /// <summary>Adds the nodes that can satisfy the lookups, in order.</summary>
    /// <param name="applied">How many leading predicates need no further check.</param>
    /// <returns>False when the step has to look at every node.</returns>
    public bool TryApply(XPathNode from, Step step, in EvaluationContext context, NodeSet into, out int applied)
    {
        applied = 0;
        if (from.BranchSchema is not { } schema || step.Test.Child(schema) is not ListSchema list)
        {
            return false;
        }

        if ((context.Session.IsConfigOnly && !list.IsConfig) || from.Branch?.Find(list) is not ListNode data)
        {
            return true;
        }

        if (list.Keys.Length > 0 && FindByKeys(data, list, context, out var entry) is var match && match != Match.Unknown)
        {
            applied = lookups.Count == list.Keys.Length ? predicateCount : 0;
            if (entry is not null)
            {
                into.Add(XPathNode.ForData(from, entry));
            }

            return true;
        }

        return data.Count > (context.Session.Cache?.SmallList ?? ValidationCache.DefaultSmallList) && TryIndex(from, data, list, context, into);
    }

    private Match FindByKeys(ListNode data, ListSchema list, in EvaluationContext context, out ListEntryNode? entry)
    {
        entry = null;
        var values = new YangValue[list.Keys.Length];
        for (var i = 0; i < values.Length; i++)
        {
            if (LookupFor(list, list.Keys[i]) is not { } lookup)
            {
                return Match.Unknown;
            }

            var match = Typed(lookup.Value.Evaluate(context), list.Keys[i].Type, context, out values[i]);
            if (match != Match.Typed)
            {
                return match;
            }
        }

        context.Session.Spend(1);
        entry = data.Find(values.Length == 1 ? new ListKey(values[0]) : new ListKey(values));
        return entry is null ? Match.Nothing : Match.Typed;
    }

    private bool TryIndex(XPathNode from, ListNode data, ListSchema list, in EvaluationContext context, NodeSet into)
    {
        foreach (var lookup in lookups)
        {
            if (lookup.Leaf?.Child(list) is not LeafSchema leaf || leaf.Type is IdentityRefType)
            {
                continue;
            }

            var value = lookup.Value.Evaluate(context);
            if (value.Kind == XPathValueKind.Boolean || (value.Kind == XPathValueKind.Number && leaf.Type is not IntegerType))
            {
                continue;
            }

            if (context.Session.Indexes.For(from, data, leaf) is not { } index)
            {
                continue;
            }

            AddCandidates(from, index, value, context, into);
            return true;
        }

        return false;
    }

    private static void AddCandidates(XPathNode from, LeafIndex index, in XPathValue value, in EvaluationContext context, NodeSet into)
    {
        if (value.Kind != XPathValueKind.NodeSet)
        {
            index.Add(value.ToText(context), from, into);
            return;
        }

        if (value.NodeCount <= 1)
        {
            if (value.SingleNode is { } node)
            {
                index.Add(node.ToText(context), from, into);
            }

            return;
        }

        var found = new NodeSet();
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < value.NodeCount; i++)
        {
            var text = value.NodeAt(i).ToText(context);
            if (texts.Add(text))
            {
                index.Add(text, from, found);
            }
        }

        found.MarkUnordered();
        found.InDocumentOrder(context.Session);
        for (var i = 0; i < found.Count; i++)
        {
            into.Add(found[i]);
        }
    }

    private IndexLookup? LookupFor(ListSchema list, LeafSchema key)
    {
        foreach (var lookup in lookups)
        {
            if (lookup.Leaf is { } test && ReferenceEquals(test.Child(list), key))
            {
                return lookup;
            }
        }

        return null;
    }

    /// <summary>The key value whose string-value equals the given one, when that can be said without looking at entries.</summary>
    private static Match Typed(in XPathValue value, YangType type, in EvaluationContext context, out YangValue typed)
    {
        typed = default;
        switch (value.Kind)
        {
            case XPathValueKind.Boolean:
                return Match.Unknown;
            case XPathValueKind.Number when type is not IntegerType:
                return Match.Unknown;
            case XPathValueKind.NodeSet when value.NodeCount == 0:
                return Match.Nothing;
            case XPathValueKind.NodeSet when value.NodeCount > 1:
                return Match.Unknown;
            case XPathValueKind.NodeSet when value.SingleNode!.Value is { IsValid: true } own && IsInterchangeable(own, type): // count is 1
                typed = own;
                return Match.Typed;
            default:
                break;
        }

        var text = value.ToText(context);
        if (!type.TryParse(text, new ScopePrefixes(context.Scope), out typed, out _))
        {
            return Match.Nothing;
        }

        // "05" parses as 5 but is not equal to it; identities are equal whatever their prefix.
        return typed.Object is YangIdentity || typed.ToString() == text ? Match.Typed : Match.Nothing;
    }

    private static bool IsInterchangeable(in YangValue value, YangType type)
    {
        var target = type is LeafRefType reference ? reference.TargetType : type;
        return target.Base == value.Type.Base && target.Base is YangBaseType.String or YangBaseType.IdentityRef
            or YangBaseType.Int8 or YangBaseType.Int16 or YangBaseType.Int32 or YangBaseType.Int64
            or YangBaseType.UInt8 or YangBaseType.UInt16 or YangBaseType.UInt32 or YangBaseType.UInt64;
    }
}
