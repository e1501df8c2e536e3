using AcrNetconf.Yang.Data;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>What entries of a list are found by: values that depend on the entry alone.</summary>
/// <remarks>Facets are compared by identity; a cache makes one per list and leaf.</remarks>
internal abstract class EntryFacet
{
    /// <summary>Adds what distinguishes two versions of one entry; null stands for an entry that is not there.</summary>
    /// <remarks>Parts the versions share are passed over.</remarks>
    public abstract void Compare(ListEntryNode? before, ListEntryNode? after, FacetChanges changes);
}
