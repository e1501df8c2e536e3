using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Origins;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Comparison;

/// <summary>One side of a comparison.</summary>
/// <param name="Tree">What is compared: as asked, and as far as the user may read it.</param>
/// <param name="Origins">Where its configuration comes from; null when nobody asks or it has no origins.</param>
internal sealed record ComparedDatastore(DataTree Tree, OriginPlace? Origins)
{
    /// <summary>Reads a datastore that is served.</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="stores">The datastores.</param>
    /// <param name="name">Which one.</param>
    /// <param name="query">What of it.</param>
    /// <param name="withOrigins">True to find out origins.</param>
    /// <param name="error">Why nothing could be selected, one sentence; null on success.</param>
    public static ComparedDatastore Read(
        OperationContext context, DatastoreSnapshot stores, DatastoreName name, DataQuery query, bool withOrigins, out string? error)
    {
        OriginPlace? origins = null;
        var tree = name != DatastoreName.Operational ? stores.Find(name)! // served, so it is there
            : withOrigins ? context.Server.State.ReadWithOrigins(stores, query.Filter, out origins)
            : context.Server.State.Read(stores, query.Filter);
        var selected = query.Select(tree, origins, out error);
        return new ComparedDatastore(tree.With(context.Server.Access.Readable(context.Origin, selected)), origins);
    }
}
