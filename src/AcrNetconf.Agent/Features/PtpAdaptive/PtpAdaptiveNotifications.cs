using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Turns protocol events into the module's notifications.</summary>
internal sealed class PtpAdaptiveNotifications(SchemaContext schema, PtpAdaptiveModel model)
{
    /// <summary>The notification for an event; null for events the module does not notify.</summary>
    public NotificationNode? Build(PtpEvent occurrence) => occurrence switch
    {
        PtpEvent.NegotiationChanged e => Make("nego-info-change", b => b
            .Leaf("server-id", e.ServerId)
            .Leaf("old-state", Names.Of(e.From))
            .Leaf("new-state", Names.Of(e.To))
            .LeafIfAny("error-reason", e.Reason == NegotiationError.None ? null : Names.Of(e.Reason))),
        PtpEvent.PtsfChanged e => Make("ptsf-state-change", b => b
            .Leaf("server-id", e.ServerId)
            .Leaf("ptsf-type", Names.OfPtsf(e.Type))
            .Leaf("ptsf-state", e.State == AlarmState.Raised)),
        PtpEvent.TraceSourceChanged e => Make("trace-source-change", b => b
            .Leaf("old-trace-source", Names.TraceSource(e.From))
            .Leaf("new-trace-source", Names.TraceSource(e.To))
            .Leaf("cause", Names.Sentence(e.Cause))),
        PtpEvent.ServoChanged e => Make("servo-state-change", b => b
            .Leaf("old-state", Names.Of(e.From))
            .Leaf("new-state", Names.Of(e.To))
            .Leaf("cause", $"clock recovery went from {Names.Of(e.From)} to {Names.Of(e.To)}")),
        _ => null,
    };

    private NotificationNode Make(string name, Action<TreeBuilder> fill)
    {
        var builder = new TreeBuilder(schema, schema.FindNotification(model.Module.Namespace, name)!); // the module declares it
        fill(builder);
        return (NotificationNode)builder.Build();
    }
}
