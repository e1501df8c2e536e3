namespace AcrNetconf.Datastores.History;

/// <summary>What kind of event changed running; the numbers are stored.</summary>
public enum CommitKind
{
    /// <summary>A commit, an edit or a copy by a client.</summary>
    Commit = 0,

    /// <summary>The first or a following confirmed commit.</summary>
    ConfirmedCommit = 1,

    /// <summary>Return to the configuration before a confirmed commit, or before a commit that a component failed to apply.</summary>
    Revert = 2,

    /// <summary>Configuration loaded from a file at start.</summary>
    Load = 3,

    /// <summary>A client returned to an earlier commit.</summary>
    Rollback = 4,

    /// <summary>A history was imported; running stayed as it was.</summary>
    Import = 5,
}
