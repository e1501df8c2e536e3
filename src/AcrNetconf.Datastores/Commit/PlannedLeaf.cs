using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>One changed configuration node inside a planned component change.</summary>
/// <param name="Path">The node.</param>
/// <param name="Operation">What happens to it; never <see cref="DiffOperation.Descend"/>.</param>
/// <param name="From">Old canonical value; null when it did not exist (or has no value).</param>
/// <param name="To">New canonical value; null when it is removed.</param>
public sealed record PlannedLeaf(InstancePath Path, DiffOperation Operation, string? From, string? To)
{
    /// <summary>How much a change of this node disturbs at worst.</summary>
    public Impact Impact => Declared ?? ModelImpact.Of(Path.Schema!); // a changed node is never the root

    /// <summary>What the component says about a node whose model cannot; null leaves it to the model.</summary>
    public Impact? Declared { get; init; }
}
