using System.Collections.Frozen;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Leafs that are not kept as they are written: a password in the clear becomes its hash before anybody can read it back.</summary>
/// <remarks>Immutable. Applied to everything that enters a datastore; costs nothing where a change touches none of the leafs' modules.</remarks>
internal sealed class ValueRewrites
{
    private readonly FrozenDictionary<SchemaNode, Func<string?, string, string>> _rewrites;
    private readonly FrozenSet<SchemaNode> _tops;

    /// <param name="rewrites">Per leaf: what is kept, from what it was (null when new) and what is written.</param>
    public ValueRewrites(IReadOnlyDictionary<LeafSchema, Func<string?, string, string>> rewrites)
    {
        _rewrites = rewrites.ToFrozenDictionary(pair => (SchemaNode)pair.Key, pair => pair.Value);
        _tops = rewrites.Keys.Select(Top).ToFrozenSet();
    }

    /// <summary>The newer tree of a difference with what is kept in place of what was written.</summary>
    public DataTree Apply(DataDiff change)
    {
        if (!change.Root.Children.Any(child => _tops.Contains(child.Schema)))
        {
            return change.To;
        }

        var tree = change.To;
        foreach (var leaf in CommitPlanner.Leaves(change))
        {
            if (leaf.To is { } written && _rewrites.TryGetValue(leaf.Path.Step.Schema, out var rewrite))
            {
                var kept = rewrite(leaf.From, written);
                tree = kept == written ? tree : tree.Set(leaf.Path, Leaf((LeafSchema)leaf.Path.Step.Schema, kept));
            }
        }

        return tree;
    }

    private static LeafNode Leaf(LeafSchema schema, string text)
        => schema.Type.TryParse(text, null, out var value, out var violation)
            ? new LeafNode(schema, value)
            : throw new InvalidOperationException($"{schema.SchemaPath}: what is to be kept does not fit its type: {violation}");

    private static SchemaNode Top(SchemaNode node)
    {
        while (node.Parent?.Parent is not null)
        {
            node = node.Parent;
        }

        return node;
    }
}
