using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>/system-capabilities (RFC 9196): what can be sent periodically and on change. Never changes while the server runs.</summary>
internal sealed class PushCapabilities : IStateSource
{
    private readonly DataBranch _capabilities;

    /// <param name="schema">The schema.</param>
    /// <param name="observes">Tells whether a top-level state node says when it changes.</param>
    public PushCapabilities(SchemaContext schema, Func<SchemaNode, bool> observes)
    {
        var top = (ContainerSchema)schema.Root.FindDataChild(NetconfNames.SystemCapabilities, "system-capabilities")!; // the module is served, whoever makes this
        var builder = new TreeBuilder(schema, top);
        builder.Enter("subscription-capabilities")
            .Leaf("periodic-notifications-supported", "config-changes state-changes")
            .Leaf("minimum-update-period", UpdatePolicy.LeastPeriod)
            .Leaf("minimum-dampening-period", 0)
            .Leaf("supported-excluded-change-type", "all")
            .Exit();
        foreach (var store in NmdaDatastore.Served(schema))
        {
            builder.Enter("datastore-capabilities").Leaf("datastore", $"ietf-datastores:{DatastoreParameter.Name(store)}");
            foreach (var node in store == DatastoreName.Operational ? schema.Root.DataChildren.Where(n => !observes(n)) : [])
            {
                // Most specific first (RFC 9196 §3): below these, state does not tell when it changes.
                Entry(builder, $"/{node.Module.Name}:{node.Name}", node.IsConfig ? "config-changes" : "");
            }

            Entry(builder, "/", store switch
            {
                DatastoreName.Operational => "config-changes state-changes",
                DatastoreName.Running or DatastoreName.Intended => "config-changes",
                _ => "",
            });
            builder.Exit();
        }

        _capabilities = builder.Build();
        Provides = [top];
    }

    public IReadOnlyCollection<SchemaNode> Provides { get; }

    public DataBranch Contribute(DataBranch root) => root.With(_capabilities);

    private static void Entry(TreeBuilder builder, string selector, string onChange)
        => builder.Enter("per-node-capabilities").Leaf("node-selector", selector).Enter("subscription-capabilities")
            .Leaf("on-change-supported", onChange)
            .Leaf("supported-excluded-change-type", "all") // the model's default here would take back what is said of the system
            .Exit().Exit();
}
