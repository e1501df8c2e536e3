using AcrNetconf.Datastores.History;

namespace AcrNetconf.Datastores.Commit;

/// <summary>What became of a commit.</summary>
/// <param name="Record">The commit with its outcome and duration.</param>
/// <param name="Reason">Why it was confirmed, taken back or undone, as one sentence; null when it was simply applied.</param>
/// <param name="RevertedBy">Number of the commit that took it back, or null.</param>
public sealed record OutcomeNotice(CommitRecord Record, string? Reason, long? RevertedBy);
