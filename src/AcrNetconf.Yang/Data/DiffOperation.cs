namespace AcrNetconf.Yang.Data;

/// <summary>What became of a node between two versions of a tree.</summary>
public enum DiffOperation
{
    /// <summary>The node stays; something below it changed.</summary>
    Descend,

    /// <summary>The node and all below it are new.</summary>
    Create,

    /// <summary>The node and all below it are gone.</summary>
    Delete,

    /// <summary>A leaf or anydata node has another value.</summary>
    Replace,

    /// <summary>An entry of a user-ordered list stands elsewhere; what changed below it, if anything, is in its children.</summary>
    Move,
}
