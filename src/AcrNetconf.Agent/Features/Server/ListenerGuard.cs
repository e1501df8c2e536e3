using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A commit that closes the endpoint its author came through.</summary>
/// <remarks>Also for accounts of the command line: they may come from where only this endpoint is reached.</remarks>
internal sealed class ListenerGuard(ServerModel model) : ICommitGuard
{
    /// <inheritdoc/>
    public Violation? Check(RequestOrigin origin, DataTree from, DataTree to)
    {
        if (origin.Entrance is not { } entrance || ReferenceEquals(model.Root(from), model.Root(to))
            || model.EndpointsOf(from).FirstOrDefault(e => e.Covers(entrance)) is not { } through || model.EndpointsOf(to).Any(e => e.Covers(entrance)))
        {
            return null;
        }

        var path = model.PathOf(through.Name);
        return new Violation(
            "operation-failed", "lock-out", path, $"{path}: {origin}, who makes this commit, came through {entrance}, which would not be listened on any more; use a confirmed commit if that is wanted");
    }
}
