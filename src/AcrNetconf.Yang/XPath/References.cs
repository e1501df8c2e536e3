using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>Follows leafrefs and instance-identifiers in data (RFC 7950 §9.9, §9.13, §10.3.1).</summary>
internal static class References
{
    /// <summary>The nodes a leafref or instance-identifier value refers to; empty when there are none or the node is no reference.</summary>
    public static XPathValue Resolve(XPathNode node, XPathSession session)
    {
        var value = node.Value;
        if (!value.IsValid)
        {
            return XPathValue.Empty;
        }

        return Resolve(node, value, node.Schema.ValueType ?? value.Type, session);
    }

    /// <summary>The targets of a leafref value.</summary>
    public static XPathValue Follow(XPathNode node, in YangValue value, LeafRefType type, XPathSession session)
    {
        if (type.Path.Compiled is not { Root: PathExpression path } compiled)
        {
            return XPathValue.Empty;
        }

        var context = new EvaluationContext(node, session, compiled.Scope);
        if (TryFollowToKey(path, value, context, out var target))
        {
            return target;
        }

        if (session.Cache is not null && TargetSearch.TryFind(path, value, context, out target))
        {
            return target;
        }

        if (path.IsShared && SharedValue.TryAnchor(path.Dependence, context, out var anchor))
        {
            if (!session.Targets.TryGetValue((path, anchor), out var byValue))
            {
                session.Targets.Add((path, anchor), byValue = ByValue(path.Evaluate(context)));
            }

            return byValue.GetValueOrDefault(value);
        }

        var all = path.Evaluate(context);
        if (all.SingleNode is { } single)
        {
            return single.Value == value ? all : XPathValue.Empty;
        }

        return all.NodeCount == 0 ? all : ByValue(all).GetValueOrDefault(value);
    }

    /// <summary>Where the path ends at the key of a list, the entry is looked up: the path <c>list/key</c> becomes <c>list[key=value]/key</c>.</summary>
    private static bool TryFollowToKey(PathExpression path, in YangValue value, in EvaluationContext context, out XPathValue target)
    {
        target = XPathValue.Empty;
        if (path.Steps.Count < 2
            || path.Steps[^1] is not { Axis: XPathAxis.Child, Predicates.Count: 0 } last
            || path.Steps[^2] is not { Axis: XPathAxis.Child, Predicates.Count: 0 } entries)
        {
            return false;
        }

        var parents = path.Walk(context, path.Steps.Count - 2);
        if (parents.NodeCount == 0)
        {
            return true;
        }

        if (parents.SingleNode is not { BranchSchema: { } schema } parent
            || entries.Test.Child(schema) is not ListSchema { Keys: [var key] } list || !ReferenceEquals(last.Test.Child(list), key))
        {
            return false;
        }

        if ((list.IsConfig || !context.Session.IsConfigOnly) && parent.Branch?.Find(list)?.Find(new ListKey(value)) is { } entry)
        {
            target = XPathValue.From(context.Session.FindChild(XPathNode.ForData(parent, entry), key));
        }

        return true;
    }

    private static Dictionary<YangValue, XPathValue> ByValue(in XPathValue nodes)
    {
        var sets = new Dictionary<YangValue, XPathValue>(nodes.NodeCount);
        for (var i = 0; i < nodes.NodeCount; i++)
        {
            var node = nodes.NodeAt(i);
            ref var slot = ref CollectionsMarshal.GetValueRefOrAddDefault(sets, node.Value, out var exists);
            slot = exists ? Joined(slot, node) : XPathValue.From(node);
        }

        return sets;
    }

    private static XPathValue Joined(in XPathValue known, XPathNode node)
    {
        if (known.SingleNode is not { } first)
        {
            known.Nodes!.Add(node); // neither empty nor single: a set of our own making
            return known;
        }

        var set = NodeSet.Of(first);
        set.Add(node);
        return XPathValue.From(set);
    }

    /// <summary>The node an instance-identifier value names.</summary>
    public static XPathValue FollowIdentifier(in YangValue value, XPathSession session)
        => session.Identifier(value.ToString()) is { } path
            ? path.Root.Evaluate(new EvaluationContext(session.Root, session, path.Scope))
            : XPathValue.Empty;

    /// <summary>True when a reference type lets the value stand: its instance is there, or need not be.</summary>
    public static bool Exists(XPathNode node, in YangValue value, YangType type, XPathSession session) => type switch
    {
        LeafRefType reference => !reference.RequireInstance || Follow(node, value, reference, session).NodeCount > 0,
        InstanceIdentifierType identifier => !identifier.RequireInstance || FollowIdentifier(value, session).NodeCount > 0,
        _ => true,
    };

    private static XPathValue Resolve(XPathNode node, in YangValue value, YangType type, XPathSession session) => type switch
    {
        LeafRefType reference => Follow(node, value, reference, session),
        InstanceIdentifierType => FollowIdentifier(value, session),
        UnionType union when UnionMembers.Select(node, value, union, session, out var typed) is { } member => Resolve(node, typed, member, session),
        _ => XPathValue.Empty,
    };
}
