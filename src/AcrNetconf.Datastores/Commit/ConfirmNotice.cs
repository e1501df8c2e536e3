namespace AcrNetconf.Datastores.Commit;

/// <summary>A confirmed commit began, was prolonged or ended.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Origin">Who caused it.</param>
/// <param name="TimeoutSeconds">Time left, for start and extend.</param>
public sealed record ConfirmNotice(ConfirmEvent Event, RequestOrigin Origin, uint TimeoutSeconds);
