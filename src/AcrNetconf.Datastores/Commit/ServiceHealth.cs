namespace AcrNetconf.Datastores.Commit;

/// <summary>Health of the service at one moment.</summary>
/// <param name="HealthyFor">How long it has been healthy without a break; null when it is not.</param>
/// <param name="Reason">Why it is or is not, as part of a sentence: <c>server 1 is traced and the clock is locked</c>.</param>
public sealed record ServiceHealth(TimeSpan? HealthyFor, string Reason);
