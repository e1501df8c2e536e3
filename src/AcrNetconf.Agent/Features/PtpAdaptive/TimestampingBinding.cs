using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Linux;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Binds addresses, VPN instance, packet marking and stamp source to sockets and clock.</summary>
internal sealed class TimestampingBinding : ComponentBinding<TimestampingConfig>
{
    public const string ComponentName = "timestamping";

    private readonly PtpAdaptiveModel _model;
    private readonly ClientController _client;
    private readonly LeafReader _vpnInstance;
    private readonly LeafReader _source;
    private readonly LeafReader _dscp;
    private readonly LeafReader _ttl;

    public TimestampingBinding(PtpAdaptiveModel model, ClientController client)
        : base(ComponentName, InstancePath.Root.Append(model.Container))
    {
        _model = model;
        _client = client;
        foreach (var leaf in model.ExistenceLeafs)
        {
            Read(leaf);
        }

        _vpnInstance = Leaf("vpn-instance");
        _source = Leaf("timestamping/source");
        _dscp = Leaf("dscp");
        _ttl = Leaf("ttl");
    }

    /// <inheritdoc/>
    protected override TimestampingConfig? Bind(DataTree tree)
        => _model.ActiveContainer(tree) is not { } root ? null : new TimestampingConfig(
            _model.LocalAddress(root),
            _vpnInstance.Text(root),
            _source.Text(root) switch
            {
                "hardware" => TimestampSource.Hardware,
                "software" => TimestampSource.Software,
                _ => TimestampSource.Auto,
            },
            (byte)_dscp.Number(root),
            (byte)_ttl.Number(root));

    /// <inheritdoc/>
    protected override Impact Assess(TimestampingConfig? from, TimestampingConfig? to)
        => from is not null && to is not null && (@from with { Dscp = to.Dscp, Ttl = to.Ttl }) == to ? Impact.Hitless : Impact.Relock;

    /// <inheritdoc/>
    protected override ValueTask<PrepareOutcome> PrepareAsync(Change<TimestampingConfig> change, CancellationToken cancellationToken)
        => ValueTask.FromResult(_client.PrepareTimestamping(change));

    private LeafReader Leaf(string path) => Read(_model.Leaf(path));
}
