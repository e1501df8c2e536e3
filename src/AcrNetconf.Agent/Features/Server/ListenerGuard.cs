using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A commit that closes the way its author came by: an endpoint of SSH or TLS, the Unix socket, or the calls to a client.</summary>
/// <remarks>Also for accounts of the command line: they may come from where only this way leads here.</remarks>
internal sealed class ListenerGuard(ServerModel model) : ICommitGuard
{
    /// <inheritdoc/>
    public Violation? Check(RequestOrigin origin, DataTree from, DataTree to)
        => ReferenceEquals(model.Root(from), model.Root(to)) ? null
            : origin.CalledClient is { } client ? CheckClient(origin, client, from, to)
            : origin.Transport == "unix" ? CheckSocket(origin, from, to)
            : CheckEntrance(origin, from, to);

    private Violation? CheckClient(RequestOrigin origin, string client, DataTree from, DataTree to)
        => model.CallHome.Names(from).Contains(client) && !model.CallHome.Names(to).Contains(client)
            ? Refusal(origin, model.CallHome.PathOf(client), $"was called home as client {client}, which would not be called any more")
            : null;

    private Violation? CheckSocket(RequestOrigin origin, DataTree from, DataTree to)
        => model.UnixEndpointsOf(from).FirstOrDefault() is { } through && model.UnixEndpointsOf(to).FirstOrDefault()?.Path != through.Path
            ? Refusal(origin, model.PathOf(through.Endpoint), $"came through {through.Path}, which would not be listened on any more")
            : null;

    private Violation? CheckEntrance(RequestOrigin origin, DataTree from, DataTree to)
    {
        var transport = origin.Transport ?? "ssh";
        return origin.Entrance is { } entrance
            && model.EntrancesOf(from, transport).FirstOrDefault(e => Covers(e.Addresses)) is { Endpoint: { } through }
            && !model.EntrancesOf(to, transport).Any(e => Covers(e.Addresses))
                ? Refusal(origin, model.PathOf(through), $"came through {entrance}, which would not be listened on any more")
                : null;

        bool Covers(ListenAddress[] addresses) => Array.Exists(addresses, address => address.Covers(origin.Entrance!)); // asked only when there is one
    }

    private static Violation Refusal(RequestOrigin origin, InstancePath path, string sentence)
        => new("operation-failed", "lock-out", path, $"{path}: {origin}, who makes this commit, {sentence}; use a confirmed commit if that is wanted");
}
