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
}
