using AcrNetconf.Linux;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Snapshot of a running client: the core's own, and what it runs on.</summary>
/// <param name="Slave">The protocol core and the servo.</param>
/// <param name="Plan">Stamps and clock in use, and what the device can do.</param>
/// <param name="ClockName">As an operator knows it.</param>
/// <param name="ClockFrequencyPpb">Adjustment in force, read back from the clock.</param>
/// <param name="ExplicitTransmitKeys">True when transmit stamps are matched by our own keys, false by the kernel's counter.</param>
/// <param name="Socket">Counters of the socket pair.</param>
/// <param name="QueueDrops">Packets dropped between socket and core.</param>
/// <param name="TakenAt">Wall-clock time at <see cref="TelecomSlaveStatus.At"/>.</param>
internal sealed record DriverStatus(
    TelecomSlaveStatus Slave,
    TimestampingPlan Plan,
    string ClockName,
    double ClockFrequencyPpb,
    bool ExplicitTransmitKeys,
    SocketCounters Socket,
    long QueueDrops,
    DateTimeOffset TakenAt)
{
    /// <summary>A monotonic moment as wall-clock time.</summary>
    public DateTimeOffset WallClock(MonotonicTime moment) => TakenAt - (Slave.At - moment);
}
