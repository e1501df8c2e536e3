using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Binds unicast negotiation and server selection to the protocol core.</summary>
internal sealed class ProtocolCoreBinding : ComponentBinding<TelecomSlaveSettings>
{
    public const string ComponentName = "protocol-core";

    private readonly PtpAdaptiveModel _model;
    private readonly ClientController _client;
    private readonly LeafReader _mode;
    private readonly LeafReader _profile;
    private readonly LeafReader _domain;
    private readonly LeafReader _minorVersion;
    private readonly LeafReader _announceInterval;
    private readonly LeafReader _syncInterval;
    private readonly LeafReader _delayRespInterval;
    private readonly LeafReader _announceDuration;
    private readonly LeafReader _syncDuration;
    private readonly LeafReader _delayRespDuration;
    private readonly LeafReader _announceTimeout;
    private readonly LeafReader _syncTimeout;
    private readonly LeafReader _delayRespTimeout;
    private readonly LeafReader _queryInterval;
    private readonly LeafReader _maxRetries;
    private readonly LeafReader _lockoutTime;
    private readonly LeafReader _renewPercent;
    private readonly LeafReader _stacking;
    private readonly LeafReader _monitorUnusable;
    private readonly LeafReader _unusableHoldOff;
    private readonly LeafReader _pdvLimit;
    private readonly LeafReader _minimumFloorPackets;
    private readonly LeafReader _option;
    private readonly LeafReader _waitToRestore;
    private readonly LeafReader _revertive;
    private readonly LeafReader _qualityHoldOff;
    private readonly LeafReader _minimumQuality;
    private readonly LeafReader _holdoverQuality;
    private readonly LeafReader _squelch;
    private readonly LeafReader _standby;
    private readonly LeafReader _serverAddress;
    private readonly LeafReader _serverAdmin;
    private readonly LeafReader _serverPriority;
    private readonly LeafReader _serverQuality;
    private readonly LeafReader _asymmetrySign;
    private readonly LeafReader _asymmetryValue;

    public ProtocolCoreBinding(PtpAdaptiveModel model, ClientController client)
        : base(ComponentName, InstancePath.Root.Append(model.Container))
    {
        _model = model;
        _client = client;
        foreach (var leaf in model.ExistenceLeafs)
        {
            Read(leaf);
        }

        _mode = Leaf("unicast-negotiate/mode");
        _profile = Leaf("frequency-profile");
        _domain = Leaf("domain");
        _minorVersion = Leaf("minor-version");
        _announceInterval = Leaf("request/announce-interval");
        _syncInterval = Leaf("request/sync-interval");
        _delayRespInterval = Leaf("request/delay-resp-interval");
        _announceDuration = Leaf("duration/announce");
        _syncDuration = Leaf("duration/sync");
        _delayRespDuration = Leaf("duration/delay-resp");
        _announceTimeout = Leaf("announce-receipt-timeout");
        _syncTimeout = Leaf("sync-receipt-timeout");
        _delayRespTimeout = Leaf("delay-resp-receipt-timeout");
        _queryInterval = Leaf("negotiation/query-interval");
        _maxRetries = Leaf("negotiation/max-retries");
        _lockoutTime = Leaf("negotiation/lockout-time");
        _renewPercent = Leaf("negotiation/renew-percent");
        _stacking = Leaf("negotiation/stacking");
        _monitorUnusable = Leaf("ptsf/monitor-unusable");
        _unusableHoldOff = Leaf("ptsf/unusable-hold-off");
        _pdvLimit = Leaf("ptsf/pdv-limit");
        _minimumFloorPackets = Leaf("ptsf/minimum-floor-packets");
        _option = Leaf("selection/network-option");
        _waitToRestore = Leaf("selection/wait-to-restore");
        _revertive = Leaf("selection/revertive");
        _qualityHoldOff = Leaf("selection/quality-hold-off");
        _minimumQuality = Leaf("selection/minimum-quality-level");
        _holdoverQuality = Leaf("selection/holdover-quality-level");
        _squelch = Leaf("selection/squelch");
        _standby = Leaf("selection/standby");
        ServerLeaf("server-id");
        _serverAddress = ServerLeaf("ip-address");
        _serverAdmin = ServerLeaf("admin-state");
        _serverPriority = ServerLeaf("priority");
        _serverQuality = ServerLeaf("forced-quality-level");
        _asymmetrySign = ServerLeaf("asymmetry/sign");
        _asymmetryValue = ServerLeaf("asymmetry/value");
    }

    /// <inheritdoc/>
    protected override TelecomSlaveSettings? Bind(DataTree tree)
        => _model.ActiveContainer(tree) is not { } root ? null : new TelecomSlaveSettings
        {
            LocalAddress = _model.LocalAddress(root),
            Servers = [.. _model.ServerEntries(root).Select(s => BindServer(s.Id, s.Entry, Option(root)))],
            Mode = PtpAdaptiveModel.ModeOf(_mode.Text(root)!), // has a default
            FrequencyProfile = _profile.IsTrue(root),
            Domain = (byte?)_domain.Value(root)?.Number,
            MinorVersion = (byte)_minorVersion.Number(root),
            Announce = Request(_announceInterval, _announceDuration, root),
            Sync = Request(_syncInterval, _syncDuration, root),
            DelayResp = Request(_delayRespInterval, _delayRespDuration, root),
            Negotiation = BindNegotiation(root),
            Ptsf = BindPtsf(root),
            Selection = BindSelection(root),
        };

    /// <inheritdoc/>
    protected override Impact Assess(TelecomSlaveSettings? from, TelecomSlaveSettings? to)
        => from is null || to is null ? Impact.Relock : ClientController.ImpactOf(from, to);

    /// <inheritdoc/>
    protected override TimeSpan? Untraced(TelecomSlaveSettings? from, TelecomSlaveSettings? to)
    {
        if (to is null || !to.Servers.Any(s => s.AdminState == AdminState.Up))
        {
            return null;
        }

        // A server is traced once its first Announce came; the requests before it cost round trips only.
        var goesOn = from is not null && Assess(from, to) != Impact.Relock
            && from.Servers.Any(old => old.AdminState == AdminState.Up && to.Servers.Any(s => s.Id == old.Id && s.Address == old.Address && s.AdminState == AdminState.Up));
        return goesOn ? TimeSpan.Zero : to.Announce.Interval.ToTimeSpan();
    }

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<TelecomSlaveSettings> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(_client.PrepareProtocolCore(change));

    private ServerSettings BindServer(byte id, ListEntryNode entry, NetworkOption option) => new()
    {
        Id = id,
        Address = PtpAddress.Parse(_serverAddress.Text(entry)!), // mandatory
        AdminState = _serverAdmin.Text(entry) == "down" ? AdminState.Down : AdminState.Up,
        Priority = (byte?)_serverPriority.Value(entry)?.Number,
        ForcedClockClass = _serverQuality.Text(entry) is { } level ? QualityLevels.ToClockClass(PtpAdaptiveModel.QualityOf(level), option) : null,
        Asymmetry = PtpAdaptiveModel.Nanoseconds(_asymmetryValue.Number(entry) * (_asymmetrySign.Text(entry) == "positive" ? 1 : -1)),
    };

    private NegotiationSettings BindNegotiation(DataBranch root) => new()
    {
        QueryInterval = new LogInterval((sbyte)_queryInterval.Number(root)),
        MaximumTries = (int)_maxRetries.Number(root),
        LockoutTime = TimeSpan.FromSeconds(_lockoutTime.Number(root)),
        RenewPercent = (int)_renewPercent.Number(root),
        Stacking = _stacking.IsTrue(root) ? TlvStacking.Stacked : TlvStacking.Single,
    };

    private PtsfSettings BindPtsf(DataBranch root) => new()
    {
        AnnounceReceiptTimeout = (int)_announceTimeout.Number(root),
        SyncReceiptTimeout = TimeSpan.FromMilliseconds(_syncTimeout.Number(root)),
        DelayRespReceiptTimeout = TimeSpan.FromMilliseconds(_delayRespTimeout.Number(root)),
        MonitorUnusable = _monitorUnusable.IsTrue(root),
        UnusableHoldOff = TimeSpan.FromSeconds(_unusableHoldOff.Number(root)),
        DelayVariationLimit = TimeSpan.FromMicroseconds(_pdvLimit.Number(root)),
        MinimumFloorPackets = (int)_minimumFloorPackets.Number(root),
    };

    private SelectionSettings BindSelection(DataBranch root) => new()
    {
        NetworkOption = Option(root),
        WaitToRestore = TimeSpan.FromSeconds(_waitToRestore.Number(root)),
        Reversion = _revertive.IsTrue(root) ? Reversion.Revertive : Reversion.NonRevertive,
        QualityLevelHoldOff = TimeSpan.FromMilliseconds(_qualityHoldOff.Number(root)),
        MinimumQuality = _minimumQuality.Text(root) is { } minimum ? PtpAdaptiveModel.QualityOf(minimum) : null,
        HoldoverQuality = _holdoverQuality.Text(root) is { } holdover ? PtpAdaptiveModel.QualityOf(holdover) : null,
        Squelch = _squelch.IsTrue(root),
        Standby = _standby.Text(root) == "all" ? StandbyContracts.All : StandbyContracts.AnnounceOnly,
    };

    private NetworkOption Option(DataBranch root) => _option.Text(root) switch
    {
        "option-2" => NetworkOption.OptionII,
        "option-3" => NetworkOption.OptionIII,
        _ => NetworkOption.OptionI,
    };

    private static RequestSettings Request(LeafReader interval, LeafReader duration, DataBranch root)
        => new(PtpAdaptiveModel.IntervalOf(interval.Number(root)), (int)duration.Number(root));

    private LeafReader Leaf(string path) => Read(_model.Leaf(path));

    private LeafReader ServerLeaf(string path) => Read(_model.ServerLeaf(path));
}
