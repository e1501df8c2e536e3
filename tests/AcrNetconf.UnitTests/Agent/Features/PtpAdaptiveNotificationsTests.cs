using AcrNetconf.Agent.Features.PtpAdaptive;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.UnitTests.Agent.Features;

[TestClass]
public sealed class PtpAdaptiveNotificationsTests
{
    private static readonly SchemaContext Schema = ServedSchema.Compile([], [], new HashSet<string>());
    private static readonly PtpAdaptiveNotifications Notifications = new(Schema, new PtpAdaptiveModel(Schema));

    [TestMethod]
    public void Every_event_of_the_client_has_its_notification()
    {
        MonotonicTime at = new(1);
        Check(new PtpEvent.NegotiationChanged(at, 1, NegotiationState.Success, NegotiationState.Error, NegotiationError.AnnounceTimeout), "nego-info-change");
        Check(new PtpEvent.PtsfChanged(at, 1, PtsfTypes.LossSync, AlarmState.Raised), "ptsf-state-change");
        Check(new PtpEvent.TraceSourceChanged(at, 1, 2, TraceCause.LossSync), "trace-source-change");
        Check(new PtpEvent.ServoChanged(at, ServoState.FreeRun, ServoState.Acquiring), "servo-state-change", "acr-sync-bad");
        Check(new PtpEvent.ServoChanged(at, ServoState.Acquiring, ServoState.Locked), "servo-state-change", "frequency-lock-resume");
        Check(new PtpEvent.ServoChanged(at, ServoState.Locked, ServoState.Holdover), "servo-state-change", "frequency-lock-fail", "acr-sync-bad");
        Check(new PtpEvent.ContractChanged(at, 2, MessageType.Sync, ContractState.Requesting, ContractState.LockedOut, ContractCause.Denied), "contract-change");
        Check(new PtpEvent.TimestampUnchanged(at, 1, AlarmState.Raised), "timestamp-unchanged");
        Check(new PtpEvent.RateExceeded(at, 1, MessageType.Announce, AlarmState.Raised), "rate-exceeded");
        Check(new PtpEvent.DomainMismatch(at, 1, 24), "config-inconsistent");
        Check(new PtpEvent.AllServersUnreachable(at, AlarmState.Cleared), "server-unreachable-all");
    }

    [TestMethod]
    public void Every_state_and_cause_of_a_contract_has_a_name_in_the_module()
    {
        foreach (ContractCause cause in Enum.GetValues<ContractCause>())
        {
            foreach (ContractState state in Enum.GetValues<ContractState>())
            {
                Check(new PtpEvent.ContractChanged(new(1), 1, MessageType.DelayResp, state, ContractState.Idle, cause), "contract-change");
            }
        }
    }

    [TestMethod]
    public void Renewals_in_time_are_not_reported()
    {
        Check(new PtpEvent.ContractChanged(new(1), 1, MessageType.Sync, ContractState.Granted, ContractState.Renewing, ContractCause.Granted));
        Check(new PtpEvent.ContractChanged(new(1), 1, MessageType.Sync, ContractState.Renewing, ContractState.Granted, ContractCause.Granted));
    }

    private static void Check(PtpEvent occurrence, params string[] names) =>
        CollectionAssert.AreEqual(names, Notifications.Build(occurrence).Select(notification => notification.Schema.Name).ToArray());
}
