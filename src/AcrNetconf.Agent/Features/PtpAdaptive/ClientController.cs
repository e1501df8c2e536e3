using System.Collections.Concurrent;
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
/// and the new one's first. The one change nobody commits is the fall back to software stamps when a device does not give the hardware ones it
/// promised; it takes turns with commits.
/// </remarks>
internal sealed class ClientController(
    ClientPlatform platform, SocketLeases sockets, ClockLeases clocks, TimeProvider time, Action<PtpEvent> observer, Action<string> remark) : IAsyncDisposable
{
    /// <summary>EADDRINUSE.</summary>
    private const int AddressInUse = 98;

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Lock _gate = new();
    private readonly ConcurrentDictionary<(NetworkScope Scope, string Device), string> _disproved = [];
    private ClientTarget _inForce = ClientTarget.Nothing;
    private ClientTarget _staged = ClientTarget.Nothing;
    private int _prepared;
    private int _applied;
    private volatile TelecomSlaveDriver? _driver;

    /// <summary>Told every snapshot of the client, and null when it has ended; must not wait.</summary>
    public Action<DriverStatus?>? StatusObserver { get; init; }

    /// <summary>The running client, or null.</summary>
    public TelecomSlaveDriver? Driver => _driver;

    /// <summary>Told that the client or its status is another one: on the client's loop, hence must not wait.</summary>
    public Action? StatusChanged { get; set; }

    /// <summary>How much a change of the protocol core's settings disturbs.</summary>
    public static Impact ImpactOf(TelecomSlaveSettings from, TelecomSlaveSettings to) => SettingsComparison.Assess(from, to) switch
    {
        SettingsImpact.None => Impact.None,
        SettingsImpact.Hitless => Impact.Hitless,
        SettingsImpact.Renegotiate => Impact.Renegotiate,
        _ => Impact.Relock,
    };

    public PrepareOutcome PrepareProtocolCore(Change<TelecomSlaveSettings> change)
        => Stage(staged => staged with { Slave = change.To }, () => Restage(staged => staged with { Slave = _inForce.Slave }));

    public PrepareOutcome PrepareServo(Change<ServoSettings> change)
        => Stage(staged => staged with { Servo = change.To }, () => Restage(staged => staged with { Servo = _inForce.Servo }));

    /// <summary>Opens sockets and clock; this is where the host can refuse a commit.</summary>
    public PrepareOutcome PrepareTimestamping(Change<TimestampingConfig> change)
    {
        Opening? opening = null;
        if (change.To is { } wanted)
        {
            opening = Open(wanted);
            if (opening.Fault is { } fault)
            {
                var path = opening.At.Split('/').Aggregate(change.Target, (p, name) => p.Append(((SchemaBranch)p.Schema!).DataChildren.First(c => c.Name == name))); // the binding's target is the container
                return PrepareOutcome.Refused(new Violation(fault.Errno == AddressInUse ? "in-use" : "operation-failed", null, path, $"{path}: {fault.Message}"));
            }
        }

        return Stage(staged => staged with { Timestamping = change.To, Resources = opening?.Resources }, () =>
        {
            Restage(staged => staged with { Timestamping = _inForce.Timestamping, Resources = _inForce.Resources });
            opening?.Undo();
        });
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_driver is { } driver)
        {
            _driver = null;
            await driver.DisposeAsync();
            StatusChanged?.Invoke();
            StatusObserver?.Invoke(null);
        }
    }

    private PrepareOutcome Stage(Func<ClientTarget, ClientTarget> change, Action undo)
    {
        Restage(change);
        _prepared++;
        return PrepareOutcome.Ready(new Part(this, undo));
    }

    private void Restage(Func<ClientTarget, ClientTarget> change)
    {
        lock (_gate)
        {
            _staged = change(_staged);
        }
    }

    private async ValueTask ApplyPartAsync()
    {
        if (++_applied < _prepared)
        {
            return;
        }

        _prepared = _applied = 0;
        await _turn.WaitAsync();
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
        finally
        {
            _turn.Release();
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
                settings, resources, platform.Identity, new AdaptiveServo(settings.Servo), time, new Random(Environment.TickCount), observer)
            {
                StampsAbsent = OnStampsAbsent,
                Published = () => StatusChanged?.Invoke(),
                StatusPublished = StatusObserver,
            };
            _driver = driver;
            StatusChanged?.Invoke();
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

    // On the driver's loop: note it, and let somebody else act.
    private void OnStampsAbsent(TelecomSlaveDriver driver, string failure)
    {
        var plan = driver.Status.Plan;
        var scope = _inForce.Resources?.Socket.Resource.Key.Scope ?? NetworkScope.Host;
        _disproved[(scope, plan.Capabilities.Device)] = failure;
        _ = FallBackAsync(driver, $"device {plan.Capabilities.Device} claims hardware timestamping but {failure}");
    }

    private async Task FallBackAsync(TelecomSlaveDriver driver, string finding)
    {
        // Not on the loop: sockets are opened here.
        await Task.Yield();
        await _turn.WaitAsync();
        try
        {
            var running = _inForce;
            if (_driver != driver || running.Settings is not { } settings || running.Timestamping is not { } config)
            {
                return;
            }

            var source = config.Source == TimestampSource.Auto ? platform.Source : config.Source;
            var opening = source == TimestampSource.Auto ? Open(config) : null;
            remark(opening?.Resources is null ? finding : $"{finding}; software stamps are used instead");
            if (opening?.Resources is not { } resources)
            {
                // Demanded by the operator: it stays, and state shows what is missing.
                return;
            }

            await driver.ReconfigureAsync(settings, resources);
            lock (_gate)
            {
                _inForce = running with { Resources = resources };
                _staged = ReferenceEquals(_staged.Resources, running.Resources) ? _staged with { Resources = resources } : _staged;
            }
        }
        catch (ObjectDisposedException)
        {
            // The client ended meanwhile.
        }
        finally
        {
            _turn.Release();
        }
    }

    private Opening Open(TimestampingConfig wanted)
    {
        var at = "vpn-instance";
        Lease<TimestampedSocket>? socket = null;
        HardwareTimestamping? switched = null;
        try
        {
            var scope = NetworkScope.Resolve(wanted.VpnInstance);
            at = "local-ip";
            var device = TimestampingProbe.FindDevice(scope, wanted.LocalAddress);
            at = "timestamping/source";
            var source = wanted.Source == TimestampSource.Auto ? platform.Source : wanted.Source;
            var plan = TimestampingPlan.Create(scope, wanted.LocalAddress, source, platform.Clock, _disproved.GetValueOrDefault((scope, device)));
            if (plan.Mode == TimestampMode.Hardware)
            {
                switched = TimestampingProbe.EnableHardware(scope, plan.Capabilities.Device);
            }

            at = "local-ip";
            socket = sockets.Acquire(new SocketKey(scope, wanted.LocalAddress, platform.EventPort, platform.GeneralPort));
            at = "timestamping/source";
            return new Opening(at, new DriverResources(socket, clocks.Acquire(plan.Clock), plan), switched, null);
        }
        catch (LinuxException fault)
        {
            socket?.Dispose();
            switched?.Restore();
            return new Opening(at, null, null, fault);
        }
    }

    /// <summary>What prepare took from the host, or why it could not.</summary>
    /// <param name="At">The node the host refused.</param>
    /// <param name="Resources">Sockets and clock.</param>
    /// <param name="Switched">The device put into hardware mode for it.</param>
    /// <param name="Fault">The refusal.</param>
    private sealed record Opening(string At, DriverResources? Resources, HardwareTimestamping? Switched, LinuxException? Fault)
    {
        /// <summary>Gives everything back: the change does not happen.</summary>
        public void Undo()
        {
            Resources?.Dispose();
            Switched?.Restore();
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
