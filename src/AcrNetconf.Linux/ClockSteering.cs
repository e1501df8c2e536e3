using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux;

/// <summary>Frequency and phase of a kernel clock through clock_adjtime: units, limits, read-back.</summary>
/// <remarks>struct timex counts frequency in 2^-16 ppm, that is 65.536 a ppb. Not thread-safe.</remarks>
internal sealed class ClockSteering
{
    private const double UnitsPerPpb = 65.536;
    private const long NanosecondsPerSecond = 1_000_000_000;

    private readonly IKernelClock _clock;

    public ClockSteering(IKernelClock clock, double maximumPpb)
    {
        _clock = clock;
        MaximumFrequencyPpb = maximumPpb;
        Timex current = default;
        _clock.Adjust(ref current);
        FrequencyPpb = current.Frequency / UnitsPerPpb;
    }

    public double MaximumFrequencyPpb { get; }

    /// <summary>What the kernel said last; at first whatever an earlier owner left in force.</summary>
    public double FrequencyPpb { get; private set; }

    public PtpInstant Now => new(_clock.Read());

    public void AdjustFrequency(double ppb)
    {
        double wanted = Math.Clamp(ppb, -MaximumFrequencyPpb, MaximumFrequencyPpb);
        Timex request = default;
        request.Modes = DeviceConstants.AdjFrequency;
        request.Frequency = (long)Math.Round(wanted * UnitsPerPpb);
        long asked = request.Frequency;
        _clock.Adjust(ref request);
        // Drivers of hardware clocks do not all write the value back; zero for a non-zero request is not an answer.
        FrequencyPpb = (request.Frequency == 0 ? asked : request.Frequency) / UnitsPerPpb;
    }

    public void Step(PtpDuration offset)
    {
        (long seconds, long nanoseconds) = Math.DivRem(offset.Nanoseconds, NanosecondsPerSecond);
        if (nanoseconds < 0)
        {
            // The fraction must be 0..999 999 999 also for negative offsets.
            seconds--;
            nanoseconds += NanosecondsPerSecond;
        }

        Timex request = default;
        request.Modes = DeviceConstants.AdjSetOffset | DeviceConstants.AdjNano;
        request.TimeSeconds = seconds;
        request.TimeFraction = nanoseconds;
        _clock.Adjust(ref request);
    }
}
