using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux;

/// <summary>CLOCK_REALTIME, steered by frequency; software stamps already are its time.</summary>
/// <remarks>
/// Used by one thread at a time. The kernel limits the frequency to 500 ppm; going further would mean changing the tick length, which an oscillator
/// worth recovering never needs. No other program may discipline the system clock at the same time.
/// </remarks>
public sealed class SystemClock : IPacketClock
{
    private const double KernelLimitPpb = 500_000;

    private readonly ClockSteering _steering;

    internal SystemClock(IKernelClock clock) => _steering = new ClockSteering(clock, KernelLimitPpb);

    /// <inheritdoc/>
    public string Name => "system";

    /// <inheritdoc/>
    public TimestampMode Stamps => TimestampMode.Software;

    /// <inheritdoc/>
    public double MaximumFrequencyPpb => _steering.MaximumFrequencyPpb;

    /// <inheritdoc/>
    public PtpInstant Now => _steering.Now;

    /// <inheritdoc/>
    public double FrequencyPpb => _steering.FrequencyPpb;

    /// <summary>Takes hold of the system clock; it is only read until the first adjustment.</summary>
    public static SystemClock Open() => new(new KernelClock(DeviceConstants.ClockRealtime));

    /// <inheritdoc/>
    public void AdjustFrequency(double ppb) => _steering.AdjustFrequency(ppb);

    /// <inheritdoc/>
    public void Step(PtpDuration offset) => _steering.Step(offset);

    /// <inheritdoc/>
    public bool TryConvert(in PacketTimestamp timestamp, out PtpInstant instant)
    {
        instant = new PtpInstant(timestamp.RealtimeNanoseconds);
        return timestamp.RealtimeNanoseconds != 0;
    }

    /// <summary>The clock goes on at the last frequency.</summary>
    public void Dispose()
    {
    }
}
