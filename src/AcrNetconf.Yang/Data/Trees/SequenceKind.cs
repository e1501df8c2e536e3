namespace AcrNetconf.Yang.Data.Trees;

/// <summary>What decides the order of a list's items.</summary>
internal enum SequenceKind
{
    /// <summary>Sorted by key (ordered-by system).</summary>
    Sorted,

    /// <summary>As placed by the user, with an index by key beside it.</summary>
    Placed,

    /// <summary>As given, without keys; equal items may repeat (state data only).</summary>
    Plain,
}
