namespace AcrNetconf.Linux;

/// <summary>The clocks this process steers, leased by key, so that a reconfiguration that keeps the clock keeps its frequency and phase too.</summary>
/// <remarks>Thread-safe; the clocks themselves are used by one thread at a time, the loop that holds the lease in service.</remarks>
public sealed class ClockLeases
{
    private readonly LeaseTable<ClockKey, IPacketClock> _table = new(Open);

    /// <summary>Clocks open now.</summary>
    public int Count => _table.Count;

    /// <summary>Opens or shares the clock.</summary>
    /// <exception cref="LinuxException">The clock cannot be opened; the sentence says why.</exception>
    public Lease<IPacketClock> Acquire(ClockKey key) => _table.Acquire(key);

    private static IPacketClock Open(ClockKey key) => (key.Kind, key.Device) switch
    {
        (ClockKind.System, _) => SystemClock.Open(),
        (ClockKind.Phc, string device) => PhcClock.Open(device),
        (ClockKind.Virtual, null) => VirtualClock.CreateOnSoftwareStamps(),
        (ClockKind.Virtual, string device) => VirtualClock.CreateOnHardwareStamps(PhcClock.Open(device)),
        _ => throw new ArgumentException($"a clock of kind {key.Kind} needs a device", nameof(key)),
    };
}
