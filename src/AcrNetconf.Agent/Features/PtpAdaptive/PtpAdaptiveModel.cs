using AcrNetconf.Datastores.Features;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Reads the ptp-adaptive configuration into one immutable record per component. Pure; null means the component is absent.</summary>
/// <remarks>
/// The client exists while enable, device-type client, unicast-negotiate/enable and local-ip say so; then all three components exist,
/// otherwise none. Trees are valid here: the model's constraints were checked before.
/// </remarks>
internal sealed class PtpAdaptiveModel
{
    public const string ModuleName = "ptp-adaptive";

    private readonly ListSchema _servers;
    private readonly LeafSchema _serverId;
    private readonly LeafReader _enable;
    private readonly LeafReader _deviceType;
    private readonly LeafReader _negotiate;
    private readonly LeafReader _localIp;

    public PtpAdaptiveModel(SchemaContext schema)
    {
        var module = schema.FindModule(ModuleName) ?? throw new ArgumentException("the module ptp-adaptive is not served", nameof(schema));
        Container = (ContainerSchema)(schema.Root.FindDataChild(module.Namespace, ModuleName)
            ?? throw new ArgumentException("the module ptp-adaptive has no container ptp-adaptive", nameof(schema)));
        Module = module;
        _enable = Leaf("enable");
        _deviceType = Leaf("device-type");
        _negotiate = Leaf("unicast-negotiate/enable");
        _localIp = Leaf("local-ip");
        _servers = (ListSchema)Container.DataChildren.First(c => c.Name == "remote-server");
        _serverId = _servers.Keys[0];
    }

    public YangModule Module { get; }

    public ContainerSchema Container { get; }

    public ListSchema Servers => _servers;

    /// <summary>Leafs every component reads, because they decide whether it exists.</summary>
    public IEnumerable<LeafSchema> ExistenceLeafs => [_enable.Leaf, _deviceType.Leaf, _negotiate.Leaf, _localIp.Leaf];

    /// <summary>A reader for a leaf below the container, by path.</summary>
    public LeafReader Leaf(string path) => LeafReader.Resolve(Container, path);

    /// <summary>A reader for a leaf of a remote-server entry, by path.</summary>
    public LeafReader ServerLeaf(string path) => LeafReader.Resolve(_servers, path);

    /// <summary>The container of a tree when the client is to run, else null.</summary>
    public DataBranch? ActiveContainer(DataTree tree)
        => tree.Root.Find(Container) is ContainerNode container
            && _enable.IsTrue(container)
            && _deviceType.Text(container) == "client"
            && _negotiate.IsTrue(container)
            && _localIp.Value(container) is not null
            ? container
            : null;

    /// <summary>Our address; call only on an active container.</summary>
    public PtpAddress LocalAddress(DataBranch container) => PtpAddress.Parse(_localIp.Text(container)!); // active means it is set

    /// <summary>Entries of remote-server with their ids, in order.</summary>
    public IEnumerable<(byte Id, ListEntryNode Entry)> ServerEntries(DataBranch container)
    {
        if (container.Find(_servers) is not ListNode list)
        {
            yield break;
        }

        foreach (var entry in list.Entries)
        {
            yield return ((byte)entry.EffectiveLeaf(_serverId)!.Value.Number, entry); // a key is always there
        }
    }

    public static UnicastMode ModeOf(string text) => text switch
    {
        "two-way" => UnicastMode.TwoWay,
        "atr" => UnicastMode.Atr,
        _ => UnicastMode.OneWay,
    };

    public static ServoMode ServoModeOf(UnicastMode mode) => mode switch
    {
        UnicastMode.TwoWay => ServoMode.TwoWay,
        UnicastMode.Atr => ServoMode.Phase,
        _ => ServoMode.OneWay,
    };

    public static LogInterval IntervalOf(long exponent) => LogInterval.FromVendorExponent((int)exponent);

    public static PtpDuration Nanoseconds(long value) => new(value);

    /// <summary>Quality level by its name in the model; the model admits only these.</summary>
    public static QualityLevel QualityOf(string name)
    {
        foreach (var level in Enum.GetValues<QualityLevel>())
        {
            if (Names.Of(level) == name)
            {
                return level;
            }
        }

        return QualityLevel.Invalid;
    }
}
