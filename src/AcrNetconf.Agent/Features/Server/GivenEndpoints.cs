using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The listeners and Call Home clients of the command line as entries the system made (RFC 8342 §5.3.4, origin system): in use, in no configuration.</summary>
internal sealed class GivenEndpoints(SchemaContext schema, ServerModel model, Func<IEnumerable<ListenerState>> listeners, string? unixPath, ImmutableArray<CallHomeClient> clients) : IStateSource
{
    private const int MaxSocketPath = 107; // unix(7)

    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [model.Container];

    /// <inheritdoc/>
    public DataOrigin? Origin => DataOrigin.System;

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        var tree = new DataTree(schema, (RootNode)root);
        foreach (var listener in listeners().Where(l => !l.IsConfigured))
        {
            var name = $"command-line {listener.Address}";
            var given = new TreeBuilder(schema, model.Endpoint)
                .Leaf("name", name)
                .Enter(listener.Transport).Enter("tcp-server-parameters").Enter("local-bind")
                .Leaf("local-address", listener.Address.Address.ToString())
                .Leaf("local-port", listener.Address.Port)
                .Exit().Exit().Exit()
                .Build();
            tree = tree.Set(model.PathOf(name), given);
        }

        // The model knows whole paths; one that is longer than a socket's may be was bound by a shorter name.
        if (unixPath is not null && Path.GetFullPath(unixPath) is { Length: <= MaxSocketPath } path)
        {
            const string Name = "command-line unix";
            tree = tree.Set(model.PathOf(Name), new TreeBuilder(schema, model.Endpoint).Leaf("name", Name).Enter("unix").Leaf("path", path).Exit().Build());
        }

        foreach (var client in clients)
        {
            tree = tree.Set(model.CallHome.PathOf(client.Name), model.CallHome.Write(schema, client));
        }

        return tree.Root;
    }
}
