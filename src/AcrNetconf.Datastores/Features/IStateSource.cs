using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Features;

/// <summary>Supplies operational state for part of the schema.</summary>
/// <remarks>Called by readers on any thread, concurrently; reads immutable status records and never blocks.</remarks>
public interface IStateSource
{
    /// <summary>Top-level data nodes the source contributes to; a request that selects none of them does not call it.</summary>
    IReadOnlyCollection<SchemaNode> Provides { get; }

    /// <summary>Where configuration comes from that the source adds or changes, e.g. entries the system made by itself; null when it adds state only.</summary>
    DataOrigin? Origin => null;

    /// <summary>Adds state to the tree built so far (running configuration plus earlier sources) and returns the new root.</summary>
    DataBranch Contribute(DataBranch root);
}
