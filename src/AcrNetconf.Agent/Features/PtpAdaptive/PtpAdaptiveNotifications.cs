using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Turns protocol events into the module's notifications.</summary>
internal sealed class PtpAdaptiveNotifications(SchemaContext schema, PtpAdaptiveModel model)
{
    /// <summary>The notifications for an event; none for events the module does not notify.</summary>
    public IEnumerable<NotificationNode> Build(PtpEvent occurrence)
    {
        if (BuildChange(occurrence) is { } change)
        {
            yield return change;
        }

        if (occurrence is PtpEvent.ServoChanged servo)
        {
            if (BuildLock(servo) is { } locking)
            {
                yield return locking;
            }

            if (IsSynchronised(servo.From) != IsSynchronised(servo.To))
            {
                yield return Make("acr-sync-bad", b => b
                    .Leaf("bad", !IsSynchronised(servo.To))
                    .LeafIfAny("cause", IsSynchronised(servo.To) ? null : $"no server's timing is followed: {Names.Of(servo.To)}"));
            }
        }
    }

    private static bool IsSynchronised(ServoState state) => state is ServoState.Acquiring or ServoState.Locked;

    /// <summary>Frequency lock as an alarm with a beginning and an end.</summary>
    private NotificationNode? BuildLock(PtpEvent.ServoChanged change) => (change.From, change.To) switch
    {
        (ServoState.Locked, _) => Make("frequency-lock-fail", b => b.Leaf("cause", change.To switch
        {
            ServoState.Holdover => "timing was lost; the learned frequency is kept",
            ServoState.FreeRun => "the clock runs free",
            _ => "the recovered frequency left its uncertainty bound",
        })),
        (_, ServoState.Locked) => Make("frequency-lock-resume", _ => { }),
        _ => null,
    };

    private NotificationNode? BuildChange(PtpEvent occurrence) => occurrence switch
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
        PtpEvent.AllServersUnreachable e => Make("server-unreachable-all", b => b
            .Leaf("unreachable", e.State == AlarmState.Raised)),
        PtpEvent.DomainMismatch e => Make("config-inconsistent", b => b
            .Leaf("server-id", e.ServerId)
            .Leaf("received-domain", e.ReceivedDomain)),
        PtpEvent.TimestampUnchanged e => Make("timestamp-unchanged", b => b
            .Leaf("server-id", e.ServerId)
            .Leaf("unchanged", e.State == AlarmState.Raised)),
        PtpEvent.RateExceeded e => Make("rate-exceeded", b => b
            .Leaf("server-id", e.ServerId)
            .Leaf("message", Names.Of(e.Message))
            .Leaf("exceeded", e.State == AlarmState.Raised)),
        // Renewals in time are the ordinary course of things.
        PtpEvent.ContractChanged { From: ContractState.Granted, To: ContractState.Renewing } => null,
        PtpEvent.ContractChanged { From: ContractState.Renewing, To: ContractState.Granted } => null,
        PtpEvent.ContractChanged e => Make("contract-change", b => b
            .Leaf("server-id", e.ServerId)
            .Leaf("message", Names.Of(e.Message))
            .Leaf("old-state", Names.Of(e.From))
            .Leaf("new-state", Names.Of(e.To))
            .Leaf("cause", Names.Of(e.Cause))),
        _ => null,
    };

    private NotificationNode Make(string name, Action<TreeBuilder> fill)
    {
        var builder = new TreeBuilder(schema, schema.FindNotification(model.Module.Namespace, name)!); // the module declares it
        fill(builder);
        return (NotificationNode)builder.Build();
    }
}
