namespace AcrNetconf.Datastores;

/// <summary>A global lock on a datastore (RFC 6241 §7.5).</summary>
/// <param name="Holder">Who holds it.</param>
/// <param name="Since">When it was granted.</param>
public sealed record DatastoreLock(RequestOrigin Holder, DateTimeOffset Since);
