using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>/netconf/streams (RFC 5277 §3.2.5).</summary>
internal sealed class StreamsState : IStateSource
{
    private readonly SchemaContext _schema;
    private readonly ContainerSchema _top;
    private readonly EventStream _events;

    public StreamsState(SchemaContext schema, EventStream events)
    {
        _schema = schema;
        _events = events;
        _top = (ContainerSchema?)schema.Root.FindDataChild(NetconfNames.Streams, "netconf")
            ?? throw new ArgumentException("the schema has no nc-notifications", nameof(schema));
        Provides = [_top];
    }

    public IReadOnlyCollection<SchemaNode> Provides { get; }

    public DataBranch Contribute(DataBranch root)
        => root.With(new TreeBuilder(_schema, _top)
            .Enter("streams").Enter("stream")
            .Leaf("name", "NETCONF")
            .Leaf("description", "Everything this server notifies of")
            .Leaf("replaySupport", _events.HasReplay)
            .LeafIfAny("replayLogCreationTime", _events.HasReplay ? DateAndTime.Seconds(_events.LogStart) : null)
            .Exit().Exit()
            .Build());
}
