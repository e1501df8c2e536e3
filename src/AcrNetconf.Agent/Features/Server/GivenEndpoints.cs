using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>The listeners of the command line as endpoints the system made (RFC 8342 §5.3.4, origin system): in use, in no configuration.</summary>
internal sealed class GivenEndpoints(SchemaContext schema, ServerModel model, Func<IEnumerable<ListenerState>> listeners) : IStateSource
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

        return tree.Root;
    }
}
