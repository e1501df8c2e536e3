using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.Datastores.History;

/// <summary>What kind of event changed running.</summary>
public enum CommitKind
{
    /// <summary>A commit by a client.</summary>
    Commit = 0,

    /// <summary>The first or a following confirmed commit.</summary>
    ConfirmedCommit = 1,

    /// <summary>Return to the configuration before a confirmed commit.</summary>
    Revert = 2,

    /// <summary>Configuration loaded from a file at start.</summary>
    Load = 3,
}

/// <summary>One row of the commit log.</summary>
/// <param name="Id">1 and up, without gaps.</param>
/// <param name="Time">When it became durable.</param>
/// <param name="Kind">What changed running.</param>
/// <param name="User">Who.</param>
/// <param name="SessionId">From which session; 0 for the agent itself.</param>
/// <param name="Source">From which address, or null.</param>
/// <param name="Impact">Worst impact of the plan.</param>
/// <param name="Comment">Free text of the committer, or null.</param>
/// <param name="Label">Short name given by the committer, or null.</param>
/// <param name="Edit">The change as an edit-config document that turns the previous configuration into this one.</param>
public sealed record CommitRecord(
    long Id,
    DateTimeOffset Time,
    CommitKind Kind,
    string User,
    uint SessionId,
    string? Source,
    Impact Impact,
    string? Comment,
    string? Label,
    string Edit);
