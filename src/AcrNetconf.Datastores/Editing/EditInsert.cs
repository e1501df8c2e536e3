using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Editing;

/// <summary>Where the insert attribute asks an entry of an ordered-by user list or leaf-list to go (RFC 7950 §7.7.9, §7.8.6).</summary>
public enum EditInsertPlace
{
    First,
    Last,
    Before,
    After,
}

/// <summary>The insert attribute with the entry it refers to.</summary>
/// <param name="Place">first, last, before or after.</param>
/// <param name="Anchor">Key (or leaf-list value) of the entry referred to; null for first and last.</param>
public sealed record EditInsert(EditInsertPlace Place, ListKey? Anchor);
