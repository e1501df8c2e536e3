using System.Buffers.Binary;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Fills the data sets of ietf-ptp (RFC 8575) from the client's immutable status: one slave-only clock of one port for every server.</summary>
internal sealed class IetfPtpState : IStateSource
{
    public const string ModuleName = "ietf-ptp";

    // What a slave-only clock says of itself (IEEE 1588 §7.6.2): class 255, accuracy and variance unknown; G.8265.1 does not use the priorities.
    private const byte SlaveOnlyClass = 255;
    private const byte UnknownAccuracy = 0xFE;
    private const ushort UnknownVariance = 0xFFFF;
    private const byte UnusedPriority = 128;

    private const ushort OnlyPort = 1;
    private const byte PtpVersion = 2;

    private readonly SchemaContext _schema;
    private readonly ContainerSchema _container;
    private readonly Func<TelecomSlaveStatus?> _status;

    public IetfPtpState(SchemaContext schema, Func<TelecomSlaveStatus?> status)
    {
        var module = schema.FindModule(ModuleName) ?? throw new ArgumentException("the module ietf-ptp is not served", nameof(schema));
        _schema = schema;
        _container = (ContainerSchema)schema.Root.FindDataChild(module.Namespace, "ptp")!; // the module has it
        _status = status;
    }

    /// <inheritdoc/>
    public IReadOnlyCollection<SchemaNode> Provides => [_container];

    /// <inheritdoc/>
    public DataBranch Contribute(DataBranch root)
    {
        if (_status() is not { } status)
        {
            return root;
        }

        var builder = new TreeBuilder(_schema, _container);
        foreach (var server in status.Servers)
        {
            builder.Enter("instance-list").Leaf("instance-number", server.Id);
            Default(builder, status);
            Current(builder, server);
            Parent(builder, server);
            TimeProperties(builder, server.Parent);
            Port(builder, status, server);
            builder.Exit();
        }

        return root.With(builder.Build());
    }

    private static void Default(TreeBuilder builder, TelecomSlaveStatus status)
        => builder.Enter("default-ds")
            .Leaf("two-step-flag", false)
            .Leaf("clock-identity", Identity(status.Identity))
            .Leaf("number-ports", OnlyPort)
            .Enter("clock-quality")
            .Leaf("clock-class", SlaveOnlyClass)
            .Leaf("clock-accuracy", UnknownAccuracy)
            .Leaf("offset-scaled-log-variance", UnknownVariance)
            .Exit()
            .Leaf("priority1", UnusedPriority)
            .Leaf("priority2", UnusedPriority)
            .Leaf("domain-number", status.EffectiveDomain)
            .Leaf("slave-only", true)
            .Exit();

    private static void Current(TreeBuilder builder, ServerStatus server)
    {
        builder.Enter("current-ds");
        if (server.Parent is { } parent)
        {
            // IEEE 1588 §9.3.5: one more than the master says of itself.
            builder.Leaf("steps-removed", parent.StepsRemoved + 1);
        }

        // IEEE 1588 §11.3: with t2-t1 and t4-t3 the mean path delay is half their sum and the offset half their difference.
        if (server is { ForwardDelay: { } forward, ReverseDelay: { } reverse })
        {
            builder.Leaf("offset-from-master", HalfAsInterval(forward.Last - reverse.Last))
                .Leaf("mean-path-delay", HalfAsInterval(forward.Last + reverse.Last));
        }

        builder.Exit();
    }

    private static void Parent(TreeBuilder builder, ServerStatus server)
    {
        builder.Enter("parent-ds");
        if (server.Parent is { } parent)
        {
            builder.Enter("parent-port-identity")
                .Leaf("clock-identity", Identity(parent.Port.Clock))
                .Leaf("port-number", parent.Port.Port)
                .Exit()
                .Leaf("parent-stats", false)
                .Leaf("grandmaster-identity", Identity(parent.Grandmaster))
                .Enter("grandmaster-clock-quality")
                .Leaf("clock-class", parent.ClockClass.Value)
                .Leaf("clock-accuracy", parent.ClockAccuracy)
                .Leaf("offset-scaled-log-variance", parent.OffsetScaledLogVariance)
                .Exit()
                .Leaf("grandmaster-priority1", parent.Priority1)
                .Leaf("grandmaster-priority2", parent.Priority2);
        }

        builder.Exit();
    }

    private static void TimeProperties(TreeBuilder builder, ParentData? parent)
    {
        if (parent is null)
        {
            return;
        }

        builder.Enter("time-properties-ds").Leaf("current-utc-offset-valid", parent.CurrentUtcOffsetValid);
        if (parent.CurrentUtcOffsetValid)
        {
            builder.Leaf("current-utc-offset", parent.CurrentUtcOffset);
        }

        builder.Leaf("leap59", parent.Leap59)
            .Leaf("leap61", parent.Leap61)
            .Leaf("time-traceable", parent.TimeTraceable)
            .Leaf("frequency-traceable", parent.FrequencyTraceable)
            .Leaf("ptp-timescale", parent.PtpTimescale)
            .Leaf("time-source", parent.TimeSource)
            .Exit();
    }

    private static void Port(TreeBuilder builder, TelecomSlaveStatus status, ServerStatus server)
        => builder.Enter("port-ds-list")
            .Leaf("port-number", OnlyPort)
            .Leaf("port-state", PortState(status.Servo.State, server))
            .Leaf("log-min-delay-req-interval", Interval(server.DelayResp))
            .Leaf("log-announce-interval", Interval(server.Announce))
            .Leaf("announce-receipt-timeout", status.AnnounceReceiptTimeout)
            .Leaf("delay-mechanism", status.Mode == UnicastMode.OneWay ? "disabled" : "e2e")
            .Leaf("version-number", PtpVersion)
            .Exit();

    /// <summary>The states of IEEE 1588 §9.2.5 a slave-only port can have, as seen from the server it belongs to.</summary>
    private static string PortState(ServoState servo, ServerStatus server) => server switch
    {
        { AdminState: AdminState.Down } => "disabled",
        { Parent: null } => "listening",
        { Ptsf: var ptsf } when ptsf.HasFlag(PtsfTypes.LossAnnounce) => "listening",
        { IsTraced: true } when servo == ServoState.Locked => "slave",
        _ => "uncalibrated",
    };

    private static int Interval(ContractStatus contract) => (contract.GrantedInterval ?? contract.Requested.Interval).Log2Seconds;

    private static string Identity(ClockIdentity identity)
    {
        Span<byte> octets = stackalloc byte[sizeof(ulong)];
        BinaryPrimitives.WriteUInt64BigEndian(octets, identity.Value);
        return Convert.ToBase64String(octets);
    }

    /// <summary>Half of a duration in units of 2^-16 ns; what does not fit is the largest value (IEEE 1588 §5.3.2).</summary>
    private static long HalfAsInterval(PtpDuration duration) => Math.Clamp(duration.Nanoseconds, long.MinValue >> 15, long.MaxValue >> 15) << 15;
}
