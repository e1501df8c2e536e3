using System.Collections.Immutable;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The listeners and Call Home clients of the command line as entries the system made (RFC 8342 §5.3.4, origin system): in use, in no configuration.</summary>
internal sealed class GivenEndpoints(SchemaContext schema, ServerModel model, Func<IEnumerable<ListenerState>> listeners, string? unixPath, ImmutableArray<CallHomeClient> clients) : IStateSource
{
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

        if (unixPath is not null)
        {
            var name = $"command-line {unixPath}"[..Math.Min(64, 13 + unixPath.Length)]; // as long as a name may be
            tree = tree.Set(model.PathOf(name), new TreeBuilder(schema, model.Endpoint).Leaf("name", name).Enter("unix").Leaf("path", unixPath).Exit().Build());
        }

        foreach (var client in clients)
        {
            tree = tree.Set(model.CallHome.PathOf(client.Name), model.CallHome.Write(schema, client));
        }

        return tree.Root;
    }
}
