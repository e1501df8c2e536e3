using AcrNetconf.Datastores;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>What subscriptions share when they see the same: datastore, filter, and the rights of the user.</summary>
/// <param name="Store">The datastore.</param>
/// <param name="Filter">The filter as text.</param>
/// <param name="User">The user; null for those no access rule binds.</param>
/// <param name="IsOnChange">True leaves out state that does not tell when it changes.</param>
internal sealed record SelectionKey(DatastoreName Store, string Filter, string? User, bool IsOnChange);
