namespace AcrNetconf.Datastores.Commit;

/// <summary>Makes the confirmation of a confirmed commit depend on the service: the agent confirms or takes back by itself.</summary>
/// <param name="LockedForSeconds">How long the service must have been healthy without a break, counted from the commit at the earliest; 1 and up.</param>
public sealed record HealthGate(uint LockedForSeconds);
