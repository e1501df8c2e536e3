using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux;

/// <summary>A clock that exists in arithmetic only: packet timestamps of a free-running clock on a disciplined time scale.</summary>
/// <remarks>
/// The host is untouched. Used by one thread at a time, the loop that steers it and converts stamps with it; a stamp taken before an adjustment
/// converts with the rate in force when it was taken. Starts at the system clock's reading, free-running.
/// </remarks>
public sealed class VirtualClock : IPacketClock
{
    private readonly IBaseClock _base;
    private readonly DisciplinedScale _scale;

    internal VirtualClock(IBaseClock baseClock, long startNanoseconds)
    {
        _base = baseClock;
        _scale = new DisciplinedScale(baseClock.Read(), startNanoseconds);
    }

    /// <inheritdoc/>
    public string Name => "virtual" + _base.Suffix;

    /// <inheritdoc/>
    public TimestampMode Stamps => _base.Stamps;

    /// <summary>Arithmetic has no limit; this one keeps a runaway servo recognisable: 1000 ppm.</summary>
    public double MaximumFrequencyPpb => 1_000_000;

    /// <inheritdoc/>
    public PtpInstant Now => new(_scale.Convert(_base.Read()));

    /// <inheritdoc/>
    public double FrequencyPpb => _scale.FrequencyPpb;

    /// <summary>On the kernel's software stamps.</summary>
    public static VirtualClock CreateOnSoftwareStamps() => new(new RawBaseClock(), ClockCalls.ReadFast(DeviceConstants.ClockRealtime));

    /// <summary>On the stamps of a device whose hardware clock is left free-running; takes ownership of <paramref name="phc"/>.</summary>
    public static VirtualClock CreateOnHardwareStamps(PhcClock phc) => new(new PhcBaseClock(phc), ClockCalls.ReadFast(DeviceConstants.ClockRealtime));

    /// <inheritdoc/>
    public void AdjustFrequency(double ppb) => _scale.SetFrequency(_base.Read(), Math.Clamp(ppb, -MaximumFrequencyPpb, MaximumFrequencyPpb));

    /// <inheritdoc/>
    public void Step(PtpDuration offset) => _scale.Step(_base.Read(), offset.Nanoseconds);

    /// <inheritdoc/>
    public bool TryConvert(in PacketTimestamp timestamp, out PtpInstant instant)
    {
        long reading = _base.Select(timestamp);
        instant = reading == 0 ? default : new PtpInstant(_scale.Convert(reading));
        return reading != 0;
    }

    /// <inheritdoc/>
    public void Dispose() => _base.Dispose();
}
