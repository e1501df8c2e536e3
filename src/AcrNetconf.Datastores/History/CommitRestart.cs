namespace AcrNetconf.Datastores.History;

/// <summary>How to rebuild a configuration: a whole document, then edits in order.</summary>
/// <param name="Snapshot">Whole configuration as XML, or null to start from empty.</param>
/// <param name="SnapshotId">Commit the snapshot shows; 0 without one.</param>
/// <param name="Edits">The commits after it, oldest first.</param>
public sealed record CommitRestart(string? Snapshot, long SnapshotId, IReadOnlyList<CommitRecord> Edits);
