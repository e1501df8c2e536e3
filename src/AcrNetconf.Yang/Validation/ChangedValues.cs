using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.Yang.Validation;

/// <summary>The values a change is about, as a <see cref="ReadLimit"/> asks for them.</summary>
internal static class ChangedValues
{
    /// <summary>Adds the texts of the limit's source.</summary>
    /// <param name="limit">Says which values count.</param>
    /// <param name="trail">The changes around this one, outermost first.</param>
    /// <param name="change">The change; null when defaults came or went beside a change.</param>
    /// <param name="into">Receives the texts.</param>
    /// <returns>False when the values cannot be told.</returns>
    public static bool TryCollect(ReadLimit limit, List<DiffNode> trail, DiffNode? change, HashSet<string> into)
    {
        if (limit.Filter is null)
        {
            // Only losses count, and the source has no default that could be lost otherwise.
            return change is not { Operation: DiffOperation.Delete or DiffOperation.Replace } || TryAdd(change.Before, change, limit.Source, into);
        }

        for (var i = trail.Count; i >= 0; i--)
        {
            var around = i == trail.Count ? change : trail[i];
            if (around is not null && ReferenceEquals(around.Schema, limit.Filter))
            {
                return TryAdd(around.Before, around, limit.Source, into) && TryAdd(around.After, around, limit.Source, into);
            }
        }

        // The change is above the list: all its entries came or went.
        return change is { Operation: DiffOperation.Create or DiffOperation.Delete }
            && TryAdd(change.Before, change, limit.Source, into) && TryAdd(change.After, change, limit.Source, into);
    }

    private static bool TryAdd(DataNode? version, DiffNode change, SchemaNode source, HashSet<string> into)
    {
        switch (version)
        {
            case null:
                return true;
            case LeafNode leaf when ReferenceEquals(leaf.Schema, source):
                into.Add(leaf.Value.ToString());
                return true;
            case LeafListNode when ReferenceEquals(version.Schema, source):
                into.Add(change.Key[0].ToString()); // changes of leaf-lists are of single values
                return true;
            case DataBranch branch when LeafValues.Below(branch.Schema, source) is { } values:
                values.Compare(null, branch, (in value, _) => into.Add(value.ToString()));
                return true;
            default:
                return false;
        }
    }
}
