using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>What a subtree filter can reach: defaults elsewhere need not be known.</summary>
/// <param name="sets">Filters for one branch; they are alternatives.</param>
/// <param name="keys">Of a list: the only entries the filters can reach; default when any.</param>
/// <param name="isRoot">True above the top-level nodes.</param>
internal sealed class FilterReach(ImmutableArray<FilterSet> sets, ImmutableArray<ListKey> keys, bool isRoot = false) : DefaultScope
{
    public override ImmutableArray<ListKey> Keys => keys;

    public override DefaultScope? Below(SchemaNode child)
    {
        var nodes = ImmutableArray.CreateBuilder<FilterNode>();
        foreach (var set in sets)
        {
            if (set.SelectsParent && !isRoot)
            {
                return Everything;
            }

            foreach (var (schema, wanted) in set.Others)
            {
                if (ReferenceEquals(schema, child))
                {
                    nodes.AddRange(wanted);
                }
            }
        }

        if (nodes.Count == 0)
        {
            return null;
        }

        return nodes.Any(n => n.Content is null)
            ? Everything
            : new FilterReach([.. nodes.Select(n => n.Content!)], nodes.Any(n => n.Key.IsEmpty) ? default : [.. nodes.Select(n => n.Key).Distinct()]); // all have content
    }
}
