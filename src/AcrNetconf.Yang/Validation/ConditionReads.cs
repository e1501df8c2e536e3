using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Says for each node a condition reads which instances of the condition a change of it can concern.</summary>
internal static class ConditionReads
{
    /// <summary>The condition with what its expression reads, limited as far as its kind allows.</summary>
    public static BoundCondition Bind(ConditionKind kind, SchemaNode node, Expression expression, SchemaWalk walk)
    {
        switch (kind)
        {
            case ConditionKind.Must:
                return new(kind, node, walk.Reads, walk.ReadsAnything, Expression: expression);
            case ConditionKind.Reference when LookupReads.IsMonotone(expression):
                return new(kind, node, walk.Selected.Count == 1 && walk.Selected.First() is { } target ? Limited(node, walk.Reads, target) : Unlimited(walk.Reads), walk.ReadsAnything, IsMonotone: true);
            default:
                // The node a when stands on has no value while it is being decided, so there is nothing to go by.
                return new(kind, node, Unlimited(walk.Reads), walk.ReadsAnything);
        }
    }

    private static HashSet<SchemaRead> Unlimited(IReadOnlyCollection<SchemaRead> reads) => [.. reads.Select(static read => read with { Limit = null })];

    /// <summary>A reference that only more data can help is broken by nothing but the loss of its own value.</summary>
    private static HashSet<SchemaRead> Limited(SchemaNode node, IReadOnlyCollection<SchemaRead> reads, SchemaNode target)
    {
        // A default is lost when something else is set; a union may hold the value under another spelling.
        if (target is LeafSchema { Default: not null } or LeafListSchema { Defaults.IsEmpty: false } || HasUnion(node))
        {
            return Unlimited(reads);
        }

        var limit = new ReadLimit(node, node, target, null);
        var result = new HashSet<SchemaRead>();
        foreach (var read in reads)
        {
            if (IsAtOrAbove(read.Target, target))
            {
                result.Add(read with { Limit = limit });
            }
            else if (read.Target is not LeafSchema { IsKey: true } key || !IsAtOrAbove(SchemaWalk.ParentOf(key)!, target)) // a key has its list above it
            {
                // The key of a list on the way comes and goes only with its entry.
                result.Add(read with { Limit = null });
            }
        }

        return result;
    }

    private static bool HasUnion(SchemaNode node) => node is LeafSchema { Type: UnionType } or LeafListSchema { Type: UnionType };

    private static bool IsAtOrAbove(SchemaNode node, SchemaNode below)
    {
        for (var at = below; at is not null; at = SchemaWalk.ParentOf(at))
        {
            if (ReferenceEquals(at, node))
            {
                return true;
            }
        }

        return false;
    }
}
