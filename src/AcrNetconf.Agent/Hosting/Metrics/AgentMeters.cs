using System.Diagnostics.Metrics;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Agent.Hosting.Metrics;

/// <summary>What the agent measures, as instruments any listener of <see cref="System.Diagnostics.Metrics"/> can read.</summary>
/// <remarks>Nearly all are observed when somebody reads, from the immutable status the client publishes anyway; nothing is added per packet.</remarks>
internal sealed class AgentMeters : ICommitObserver, IDisposable
{
    /// <summary>Prefix of the meters' names.</summary>
    public const string Prefix = "AcrNetconf.";

    private readonly Meter _ptp = new(Prefix + "Ptp");
    private readonly Meter _servo = new(Prefix + "Servo");
    private readonly Meter _netconf = new(Prefix + "Netconf");
    private readonly Meter _commits = new(Prefix + "Commits");
    private readonly Counter<long> _committed;
    private readonly Counter<long> _confirms;
    private readonly Func<DriverStatus?> _status;

    /// <param name="status">The running client's, or null.</param>
    /// <param name="sessions">Sessions of the NETCONF server.</param>
    public AgentMeters(Func<DriverStatus?> status, SessionRegistry sessions)
    {
        _status = status;
        AddPtp();
        AddServo();
        _netconf.CreateObservableGauge("acr_netconf_sessions", () => sessions.Count, null, "Open NETCONF sessions");
        _netconf.CreateObservableCounter("acr_netconf_sessions_started", () => sessions.Started, null, "NETCONF sessions started");
        _netconf.CreateObservableCounter("acr_netconf_bad_hellos", () => sessions.BadHellos, null, "Sessions that ended for a bad hello");
        _netconf.CreateObservableCounter("acr_netconf_sessions_dropped", () => sessions.Dropped, null, "Sessions that ended abnormally");
        _netconf.CreateObservableCounter("acr_netconf_rpcs", () => sessions.Totals.InRpcs, null, "Correct rpc messages received");
        _netconf.CreateObservableCounter("acr_netconf_bad_rpcs", () => sessions.Totals.InBadRpcs, null, "Messages that were no correct rpc");
        _netconf.CreateObservableCounter("acr_netconf_rpc_errors", () => sessions.Totals.OutRpcErrors, null, "Replies that carried rpc-error");
        _netconf.CreateObservableCounter("acr_netconf_notifications", () => sessions.Totals.OutNotifications, null, "Notifications sent");
        _committed = _commits.CreateCounter<long>("acr_commits", null, "Commits that changed running, by kind and impact");
        _confirms = _commits.CreateCounter<long>("acr_confirmed_commit_events", null, "Steps of confirmed commits");
    }

    /// <inheritdoc/>
    public void OnCommitted(CommitNotice notice)
        => _committed.Add(1, new("kind", notice.Kind.ToString()), new("impact", notice.Plan.Impact.ToString()));

    /// <inheritdoc/>
    public void OnConfirm(ConfirmNotice notice) => _confirms.Add(1, new KeyValuePair<string, object?>("event", notice.Event.ToString()));

    public void Dispose()
    {
        _ptp.Dispose();
        _servo.Dispose();
        _netconf.Dispose();
        _commits.Dispose();
    }

    private void AddPtp()
    {
        _ptp.CreateObservableGauge("acr_ptp_trace_source", () => Slave(s => s.TraceSource ?? 0), null, "Slot of the traced server, 0 for none");
        _ptp.CreateObservableCounter("acr_ptp_source_changes", () => Slave(s => s.SourceChanges), null, "Times another server was traced");
        _ptp.CreateObservableGauge("acr_ptp_server_qualified", () => PerServer(s => s.IsQualified ? 1 : 0), null, "1 when the server may be selected");
        _ptp.CreateObservableGauge("acr_ptp_server_traced", () => PerServer(s => s.IsTraced ? 1 : 0), null, "1 for the traced server");
        _ptp.CreateObservableGauge("acr_ptp_grant_remaining", () => PerContract(c => (long)(c.Remaining?.TotalSeconds ?? 0)), "seconds", "Rest of a grant");
        _ptp.CreateObservableGauge("acr_ptp_grant_in_force", () => PerContract(c => c.IsInForce ? 1 : 0), null, "1 while the server owes messages");
        _ptp.CreateObservableCounter("acr_ptp_requests", () => PerContract(c => c.RequestsSent), null, "Requests sent");
        _ptp.CreateObservableCounter("acr_ptp_grants", () => PerContract(c => c.GrantsReceived), null, "Grants received");
        _ptp.CreateObservableCounter("acr_ptp_denials", () => PerContract(c => c.DenialsReceived), null, "Denials received");
        _ptp.CreateObservableCounter("acr_ptp_lapses", () => PerContract(c => c.Lapses), null, "Times a wanted contract ceased to be in force");
        _ptp.CreateObservableCounter("acr_ptp_received", Received, null, "Messages received");
        _ptp.CreateObservableCounter("acr_ptp_dropped", Dropped, null, "Messages dropped, by reason");
        _ptp.CreateObservableGauge("acr_ptp_delay", Delays, "nanoseconds", "Mean one-way difference; contains the clock offset");
    }

    private void AddServo()
    {
        _servo.CreateObservableGauge("acr_servo_state", () => Slave(s => (long)s.Servo.State), null, "0 free-run, 1 acquiring, 2 locked, 3 holdover");
        _servo.CreateObservableGauge("acr_servo_locked", () => Slave(s => s.Servo.State == ServoState.Locked ? 1 : 0), null, "1 while locked");
        _servo.CreateObservableGauge("acr_servo_frequency", () => Servo(s => s.FrequencyPpb), "ppb", "Recovered frequency offset of the oscillator");
        _servo.CreateObservableGauge("acr_servo_frequency_uncertainty", () => Servo(s => s.FrequencyUncertaintyPpb), "ppb", "Uncertainty of it");
        _servo.CreateObservableGauge("acr_servo_offset", () => Servo(s => s.Offset?.Nanoseconds), "nanoseconds", "Offset of the clock");
        _servo.CreateObservableGauge("acr_servo_delay_variation", () => Servo(s => s.DelayVariation?.Nanoseconds), "nanoseconds", "Packet delay variation");
        _servo.CreateObservableGauge("acr_servo_floor_packets", () => Servo(s => s.ForwardFloorPackets?.Percentage), "percent", "Sync near the delay floor, window of G.8261.1");
        _servo.CreateObservableCounter("acr_servo_floor_steps", () => Slave(s => s.Servo.FloorSteps), null, "Route changes found");
        _servo.CreateObservableCounter("acr_servo_resets", () => Slave(s => s.ServoResets), null, "Resets by reconfiguration");
    }

    private IEnumerable<Measurement<long>> Slave(Func<TelecomSlaveStatus, long> read)
        => _status() is { } status ? [new Measurement<long>(read(status.Slave))] : [];

    private IEnumerable<Measurement<double>> Servo(Func<ServoStatus, double?> read)
        => _status() is { } status && read(status.Slave.Servo) is { } value ? [new Measurement<double>(value)] : [];

    private IEnumerable<Measurement<long>> PerServer(Func<ServerStatus, long> read)
        => Servers().Select(s => new Measurement<long>(read(s), Tag("server", s.Id)));

    private IEnumerable<Measurement<long>> PerContract(Func<ContractStatus, long> read)
        => from server in Servers()
           from contract in (ContractStatus[])[server.Announce, server.Sync, server.DelayResp]
           select new Measurement<long>(read(contract), Tag("server", server.Id), Tag("message", contract.Message));

    private IEnumerable<Measurement<long>> Received()
        => from server in Servers()
           from message in ((string, long)[])
           [
               ("Announce", server.Packets.ReceivedAnnounce),
               ("Sync", server.Packets.ReceivedSync),
               ("FollowUp", server.Packets.ReceivedFollowUp),
               ("DelayResp", server.Packets.ReceivedDelayResp),
               ("Signaling", server.Packets.ReceivedSignaling),
           ]
           select new Measurement<long>(message.Item2, Tag("server", server.Id), Tag("message", message.Item1));

    private IEnumerable<Measurement<long>> Dropped()
        => from server in Servers()
           from drop in server.Packets.Drops
           select new Measurement<long>(drop.Count, Tag("server", server.Id), Tag("reason", drop.Reason));

    private IEnumerable<Measurement<double>> Delays()
        => from server in Servers()
           from direction in ((string, DelayStatistics?)[])[("forward", server.ForwardDelay), ("reverse", server.ReverseDelay)]
           where direction.Item2 is not null
           select new Measurement<double>(direction.Item2.GetValueOrDefault().Mean.Nanoseconds, Tag("server", server.Id), Tag("direction", direction.Item1));

    private IEnumerable<ServerStatus> Servers() => _status()?.Slave.Servers ?? Enumerable.Empty<ServerStatus>();

    private static KeyValuePair<string, object?> Tag(string name, object value) => new(name, value);
}
