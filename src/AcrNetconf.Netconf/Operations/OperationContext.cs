using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Netconf.Operations;

/// <summary>Who asks, and what there is to work with.</summary>
/// <param name="Session">The session the request came on.</param>
/// <param name="Origin">The same as the datastores know it.</param>
/// <param name="Server">Everything operations need.</param>
internal sealed record OperationContext(NetconfSession Session, RequestOrigin Origin, ServerContext Server)
{
    /// <summary>What the operation is about, for the audit line of writes; null keeps the operation out of the audit.</summary>
    public string? Audit { get; set; }

    /// <summary>The datastores as the session sees them. A private candidate branches off running when it is first used.</summary>
    /// <param name="used">The datastore that is to be read, or null.</param>
    /// <param name="cancellationToken">Takes the request back while it waits.</param>
    public async ValueTask<DatastoreSnapshot> SeeAsync(DatastoreName? used, CancellationToken cancellationToken)
    {
        var stores = Server.Stores;
        if (used == DatastoreName.Candidate && Origin.HasPrivateCandidate && !stores.Current.Private.ContainsKey(Origin.SessionId))
        {
            await Server.Coordinator.BranchAsync(Origin, cancellationToken);
        }

        return stores.Current.SeenBy(Origin);
    }
}
