using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.Datastores;

/// <summary>A confirmed commit that waits for its confirmation (RFC 6241 §8.4).</summary>
/// <param name="Owner">Who issued the first confirmed commit; its session's end reverts unless <paramref name="Persist"/> is set.</param>
/// <param name="Persist">Token that confirms from any session, or null.</param>
/// <param name="Deadline">When the configuration is reverted.</param>
/// <param name="RevertTo">Number of the commit to return to: the one before the first confirmed commit.</param>
/// <param name="Gate">What the agent's own decision depends on, or null; with a gate neither the session's end nor a restart reverts.</param>
public sealed record PendingConfirm(RequestOrigin Owner, string? Persist, DateTimeOffset Deadline, long RevertTo, HealthGate? Gate = null);
