using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Brings the three components of one commit together: each prepares its part, the last one to apply hands the whole to the driver.</summary>
/// <remarks>
/// Changed by the commit coordinator's loop only; status and operator actions from any thread. Because the driver gets all parts at once, a
/// commit that changes several of them is one transition of the client, and sockets are swapped between the old configuration's last words
/// and the new one's first.
/// </remarks>
internal sealed class ClientController(
    ClientPlatform platform, SocketLeases sockets, ClockLeases clocks, TimeProvider time, Action<PtpEvent> observer) : IAsyncDisposable
{
    /// <summary>EADDRINUSE.</summary>
    private const int AddressInUse = 98;

    private ClientTarget _inForce = ClientTarget.Nothing;
    private ClientTarget _staged = ClientTarget.Nothing;
    private int _prepared;
    private int _applied;
    private volatile TelecomSlaveDriver? _driver;

    /// <summary>The running client, or null.</summary>
    public TelecomSlaveDriver? Driver => _driver;

    /// <summary>How much a change of the protocol core's settings disturbs.</summary>
    public static Impact ImpactOf(TelecomSlaveSettings from, TelecomSlaveSettings to) => SettingsComparison.Assess(from, to) switch
    {
        SettingsImpact.None => Impact.None,
        SettingsImpact.Hitless => Impact.Hitless,
        SettingsImpact.Renegotiate => Impact.Renegotiate,
        _ => Impact.Relock,
    };

    public PrepareOutcome PrepareProtocolCore(Change<TelecomSlaveSettings> change)
        => Stage(_staged with { Slave = change.To }, () => _staged = _staged with { Slave = _inForce.Slave });

    public PrepareOutcome PrepareServo(Change<ServoSettings> change)
        => Stage(_staged with { Servo = change.To }, () => _staged = _staged with { Servo = _inForce.Servo });

    /// <summary>Opens sockets and clock; this is where the host can refuse a commit.</summary>
    public PrepareOutcome PrepareTimestamping(Change<TimestampingConfig> change)
    {
        DriverResources? resources = null;
        if (change.To is { } wanted && !TryOpen(wanted, change.Target, out resources, out var refusal))
        {
            return PrepareOutcome.Refused(refusal);
        }

        return Stage(_staged with { Timestamping = change.To, Resources = resources }, () =>
        {
            _staged = _staged with { Timestamping = _inForce.Timestamping, Resources = _inForce.Resources };
            resources?.Dispose();
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_driver is { } driver)
        {
            _driver = null;
            await driver.DisposeAsync();
        }
    }

    private PrepareOutcome Stage(ClientTarget staged, Action undo)
    {
        _staged = staged;
        _prepared++;
        return PrepareOutcome.Ready(new Part(this, undo));
    }

    private async ValueTask ApplyPartAsync()
    {
        if (++_applied < _prepared)
        {
            return;
        }

        _prepared = _applied = 0;
        try
        {
            await GoToAsync(_staged);
            _inForce = _staged;
        }
        catch
        {
            _staged = _inForce;
            throw;
        }
    }

    private async ValueTask GoToAsync(ClientTarget target)
    {
        if (target.Settings is { } settings)
        {
            var resources = target.Resources!; // opened together with the timestamping part
            if (_driver is { } running)
            {
                // The driver gives the old leases back itself.
                await running.ReconfigureAsync(settings, ReferenceEquals(resources, _inForce.Resources) ? null : resources);
                return;
            }

            var driver = new TelecomSlaveDriver(
                settings, resources, platform.Identity, new AdaptiveServo(settings.Servo), time, new Random(Environment.TickCount), observer);
            _driver = driver;
            await driver.StartAsync();
            return;
        }

        if (_driver is not null)
        {
            // Says goodbye to the servers and gives sockets and clock back.
            await DisposeAsync();
        }
        else if (!ReferenceEquals(_inForce.Resources, target.Resources))
        {
            _inForce.Resources?.Dispose();
        }
    }

    private bool TryOpen(TimestampingConfig wanted, InstancePath target, out DriverResources? resources, out Violation refusal)
    {
        resources = null;
        refusal = null!; // set whenever false is returned
        var at = "vpn-instance";
        Lease<TimestampedSocket>? socket = null;
        try
        {
            var scope = NetworkScope.Resolve(wanted.VpnInstance);
            at = "local-ip";
            TimestampingProbe.FindDevice(scope, wanted.LocalAddress);
            at = "timestamping/source";
            var source = wanted.Source == TimestampSource.Auto ? platform.Source : wanted.Source;
            var plan = TimestampingPlan.Create(scope, wanted.LocalAddress, source, platform.Clock);
            if (plan.Mode == TimestampMode.Hardware)
            {
                TimestampingProbe.EnableHardware(scope, plan.Capabilities.Device);
            }

            at = "local-ip";
            socket = sockets.Acquire(new SocketKey(scope, wanted.LocalAddress, platform.EventPort, platform.GeneralPort));
            at = "timestamping/source";
            resources = new DriverResources(socket, clocks.Acquire(plan.Clock), plan);
            return true;
        }
        catch (LinuxException fault)
        {
            socket?.Dispose();
            var path = at.Split('/').Aggregate(target, (p, name) => p.Append(((SchemaBranch)p.Schema!).DataChildren.First(c => c.Name == name))); // the binding's target is the container
            refusal = new Violation(fault.Errno == AddressInUse ? "in-use" : "operation-failed", null, path, $"{path}: {fault.Message}");
            return false;
        }
    }

    private sealed class Part(ClientController owner, Action undo) : IPreparedChange
    {
        public ValueTask ApplyAsync() => owner.ApplyPartAsync();

        public ValueTask AbortAsync()
        {
            owner._prepared--;
            undo();
            return ValueTask.CompletedTask;
        }
    }
}
