using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>Decides whether a user may make a change (RFC 8341 §3.4.5). Called on the coordinator's loop: must be quick and must not wait.</summary>
public interface IWriteGuard
{
    /// <summary>One <c>access-denied</c> for each node the user may not change so; empty when all of it is allowed.</summary>
    ImmutableArray<Violation> Check(RequestOrigin origin, DataDiff change);
}
