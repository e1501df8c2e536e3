using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Agent.Features.Alarms;

/// <summary>The alarms as ietf-alarms (RFC 8632) has them: inventory, summary, list and notification.</summary>
internal sealed class AlarmsFeature : IFeature, IStateSource
{
    private const string ModuleName = "ietf-alarms";
    private const string TypesModule = "acr-alarms";
    private const string Clock = "/ptp-adaptive:ptp-adaptive";
    private const string Servers = Clock + "/ptp-adaptive:remote-server";

    private static readonly string[] Severities = ["indeterminate", "warning", "minor", "major", "critical"];

    private readonly SchemaContext _schema;
    private readonly AlarmList _list;
    private readonly ContainerSchema _container;
    private readonly NotificationSchema _notification;

    public AlarmsFeature(SchemaContext schema, AlarmList list)
    {
        var module = schema.FindModule(ModuleName) ?? throw new ArgumentException("the module ietf-alarms is not served", nameof(schema));
        _schema = schema;
        _list = list;
        _container = (ContainerSchema)schema.Root.FindDataChild(module.Namespace, "alarms")!; // the module has it
        _notification = schema.FindNotification(module.Namespace, "alarm-notification")!; // this too
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [_container];

    /// <inheritdoc/>
    public void Register(FeatureBuilder builder) => builder.Implements(ModuleName).State(this);

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        var alarms = _list.Alarms;
        var builder = new TreeBuilder(_schema, _container);
        Inventory(builder);
        Summary(builder, alarms);
        builder.Enter("alarm-list").Leaf("number-of-alarms", alarms.Count);
        if (!alarms.IsEmpty)
        {
            builder.Leaf("last-changed", DateAndTime.Milliseconds(alarms.Max(a => a.LastChanged)));
        }

        foreach (var alarm in alarms)
        {
            Identify(builder.Enter("alarm"), alarm)
                .Leaf("time-created", DateAndTime.Milliseconds(alarm.Created))
                .Leaf("is-cleared", alarm.IsCleared)
                .Leaf("last-raised", DateAndTime.Milliseconds(alarm.LastRaised))
                .Leaf("last-changed", DateAndTime.Milliseconds(alarm.LastChanged))
                .Leaf("perceived-severity", alarm.Type.Severity)
                .Leaf("alarm-text", alarm.Text)
                .Exit();
        }

        return root.With(builder.Exit().Build());
    }

    /// <summary>The notification of a changed alarm.</summary>
    public NotificationNode Notify(Alarm alarm) => (NotificationNode)Identify(new TreeBuilder(_schema, _notification), alarm)
        .Leaf("time", DateAndTime.Milliseconds(alarm.LastChanged))
        .Leaf("perceived-severity", alarm.IsCleared ? "cleared" : alarm.Type.Severity)
        .Leaf("alarm-text", alarm.Text)
        .Build();

    private static void Inventory(TreeBuilder builder)
    {
        builder.Enter("alarm-inventory");
        foreach (var type in AlarmType.All)
        {
            builder.Enter("alarm-type")
                .Leaf("alarm-type-id", $"{TypesModule}:{type.Name}")
                .Leaf("alarm-type-qualifier", string.Empty)
                .Leaf("resource", type.IsPerServer ? Servers : Clock)
                .Leaf("will-clear", true)
                .Leaf("severity-level", type.Severity)
                .Leaf("description", type.Meaning)
                .Exit();
        }

        builder.Exit();
    }

    private static void Summary(TreeBuilder builder, IReadOnlyCollection<Alarm> alarms)
    {
        builder.Enter("summary");
        foreach (var severity in Severities)
        {
            var total = alarms.Count(a => a.Type.Severity == severity);
            var cleared = alarms.Count(a => a.Type.Severity == severity && a.IsCleared);
            builder.Enter("alarm-summary")
                .Leaf("severity", severity)
                .Leaf("total", total)
                .Leaf("not-cleared", total - cleared)
                .Leaf("cleared", cleared)
                .Exit();
        }

        builder.Exit();
    }

    private static TreeBuilder Identify(TreeBuilder builder, Alarm alarm) => builder
        .Leaf("resource", alarm.ServerId is { } server ? $"{Servers}[ptp-adaptive:server-id='{server}']" : Clock)
        .Leaf("alarm-type-id", $"{TypesModule}:{alarm.Type.Name}")
        .Leaf("alarm-type-qualifier", string.Empty);
}
