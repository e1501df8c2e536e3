using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores;

/// <summary>A lock on parts of running (RFC 5717).</summary>
/// <param name="Id">Number given to it; not used again while the server runs.</param>
/// <param name="Holder">Who holds it.</param>
/// <param name="Since">When it was granted.</param>
/// <param name="Select">The expressions that selected the nodes, as the holder wrote them.</param>
/// <param name="Nodes">The nodes, each locked with everything below it; none lies below another.</param>
public sealed record PartialLock(uint Id, RequestOrigin Holder, DateTimeOffset Since, ImmutableArray<string> Select, ImmutableArray<InstancePath> Nodes)
{
    /// <summary>True when a node is locked, or holds one that is.</summary>
    public bool Overlaps(InstancePath path) => Nodes.Any(node => node.StartsWith(path) || path.StartsWith(node));

    /// <summary>The first change of something that is locked; null when there is none. A change beside or above locked nodes is none as long as these stay.</summary>
    internal InstancePath? FindChange(DataDiff diff)
        => diff.Flatten().FirstOrDefault(change => Nodes.Any(node => change.Path.StartsWith(node)
            || (change.Operation != DiffOperation.Move && node.StartsWith(change.Path))))?.Path;
}
