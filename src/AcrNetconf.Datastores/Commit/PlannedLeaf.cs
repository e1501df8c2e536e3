using AcrNetconf.Yang.Data;

namespace AcrNetconf.Datastores.Commit;

/// <summary>One changed configuration node inside a planned component change.</summary>
/// <param name="Path">The node.</param>
/// <param name="From">Old canonical value; null when it did not exist (or has no value).</param>
/// <param name="To">New canonical value; null when it is removed.</param>
public sealed record PlannedLeaf(InstancePath Path, string? From, string? To);
