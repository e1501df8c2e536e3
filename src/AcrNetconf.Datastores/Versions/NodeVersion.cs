namespace AcrNetconf.Datastores.Versions;

/// <summary>When a part of running last changed.</summary>
/// <param name="CommitId">Number of the commit; 0 before the first.</param>
/// <param name="Time">When, to the microsecond; later for every later commit.</param>
public readonly record struct NodeVersion(long CommitId, DateTimeOffset Time);
