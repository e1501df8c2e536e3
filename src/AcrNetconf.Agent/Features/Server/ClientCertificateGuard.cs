using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>A commit after which the certificate its author came with would not be let in any more, or as somebody else, where the author came in.</summary>
/// <remarks>What the command line says about certificates is exempt: no commit touches it.</remarks>
internal sealed class ClientCertificateGuard(ServerModel model, TimeProvider time) : ICommitGuard
{
    private readonly TlsReader _listening = new(model.Store, model.TlsSection);
    private readonly TlsReader _calling = new(model.Store, model.CallHome.TlsSection);

    /// <inheritdoc/>
    public Violation? Check(RequestOrigin origin, DataTree from, DataTree to)
    {
        if (origin.Certificates.Count == 0 || ReferenceEquals(model.Root(from), model.Root(to)))
        {
            return null;
        }

        var after = Places(to, origin).ToArray();
        if (after.Length == 0 || after.Any(place => Admits(place, origin)) || !Places(from, origin).Any(place => Admits(place, origin)))
        {
            return null; // a place that goes is another guard's
        }

        var path = after[0].Path;
        return new Violation(
            "operation-failed", "lock-out", path,
            $"{path}: {origin}, who makes this commit, could not come in with the same certificate any more; use a confirmed commit if that is wanted");
    }

    private IEnumerable<(TlsReader Reader, InstancePath Path, TlsConfig Config)> Places(DataTree tree, RequestOrigin origin)
        => origin.CalledClient is { } name
            ? from client in model.CallHome.Clients(tree)
              where client.Settings.Name == name
              from endpoint in client.Endpoints
              where endpoint.Tls is not null
              select (_calling, model.CallHome.PathOfTls(name, endpoint.Place.Name), endpoint.Tls)
            : from endpoint in model.TlsEndpointsOf(tree)
              where origin.Entrance is not null && endpoint.Addresses.Any(address => address.Covers(origin.Entrance))
              select (_listening, model.PathOfTls(endpoint.Name), endpoint.Tls);

    // What cannot be read is refused in prepare, with a better sentence.
    private bool Admits((TlsReader Reader, InstancePath Path, TlsConfig Config) place, RequestOrigin origin)
        => place.Reader.Read(place.Path, place.Config, out var parameters) is not null
            || ClientAdmission.Admits(parameters!, origin.Certificates, origin.User, time.GetUtcNow()); // readable: they are there
}
