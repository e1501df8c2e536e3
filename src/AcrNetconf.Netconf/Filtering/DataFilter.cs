using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>Which part of a tree a request wants (RFC 6241 §6, §8.9).</summary>
/// <remarks>The result shares everything it can with the tree it was taken from. Immutable and thread-safe.</remarks>
internal abstract class DataFilter
{
    private protected DataFilter()
    {
    }

    /// <summary>No filter parameter: everything.</summary>
    public static DataFilter Everything { get; } = new Whole();

    /// <summary>An empty filter: nothing (RFC 6241 §6.4.2).</summary>
    public static DataFilter Nothing { get; } = new Empty();

    /// <summary>False when nothing under a top-level node can be selected or matter for what is, so that it need not be collected.</summary>
    public abstract bool MaySelect(SchemaNode topLevel);

    /// <summary>False when nothing under a top-level node can be in the result.</summary>
    public virtual bool MayYield(SchemaNode topLevel) => MaySelect(topLevel);

    /// <summary>Where defaults have to be known before selecting, so that the filter sees them.</summary>
    public virtual DefaultScope Defaults => DefaultScope.Everything;

    /// <summary>The selected part, with the ancestors and keys that place it.</summary>
    /// <param name="tree">What to select from.</param>
    /// <param name="levels">Levels taken of each selected node, itself counted; see <see cref="DepthCut"/>.</param>
    /// <param name="error">Why nothing could be selected, one sentence; null on success.</param>
    public abstract RootNode Select(DataTree tree, int levels, out string? error);

    private sealed class Whole : DataFilter
    {
        public override bool MaySelect(SchemaNode topLevel) => true;

        public override RootNode Select(DataTree tree, int levels, out string? error)
        {
            error = null;
            return levels == DepthCut.Unbounded ? tree.Root : (RootNode)DepthCut.Of(tree.Root, levels + 1);
        }
    }

    private sealed class Empty : DataFilter
    {
        public override bool MaySelect(SchemaNode topLevel) => false;

        public override RootNode Select(DataTree tree, int levels, out string? error)
        {
            error = null;
            return RootNode.Empty(tree.Schema.Root);
        }
    }
}
