using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.Datastores.History;

/// <summary>One row of the commit log.</summary>
/// <param name="Id">1 and up, each greater than the one before; without gaps except where a history was imported.</param>
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
    string Edit)
{
    /// <summary>What became of it. A new record says <see cref="CommitOutcome.Recovered"/>: true unless somebody lives to say better.</summary>
    public CommitOutcome Outcome { get; init; } = CommitOutcome.Recovered;

    /// <summary>The trace the commit was part of, or null.</summary>
    public TraceContext? Trace { get; init; }

    /// <summary>From the first preparation to the publication; null when the agent did not live to finish.</summary>
    public TimeSpan? Duration { get; init; }
}
