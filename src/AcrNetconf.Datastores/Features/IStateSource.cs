using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Features;

/// <summary>Supplies operational state for part of the schema.</summary>
/// <remarks>Called by readers on any thread, concurrently; reads immutable status records and never blocks.</remarks>
public interface IStateSource
{
    /// <summary>Top-level data nodes the source contributes to; a request that selects none of them does not call it.</summary>
    IReadOnlyCollection<SchemaNode> Provides { get; }

    /// <summary>Adds state to the tree built so far (running configuration plus earlier sources) and returns the new root.</summary>
    DataBranch Contribute(DataBranch root);
}
