using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Running changed: what observers (notifications, change tokens, metrics) are told, in commit order.</summary>
/// <param name="CommitId">Number in the commit log.</param>
/// <param name="Time">When.</param>
/// <param name="Origin">Who.</param>
/// <param name="Kind">By what.</param>
/// <param name="Diff">What changed.</param>
/// <param name="Plan">What it did to the components.</param>
public sealed record CommitNotice(long CommitId, DateTimeOffset Time, RequestOrigin Origin, CommitKind Kind, DataDiff Diff, CommitPlan Plan);
