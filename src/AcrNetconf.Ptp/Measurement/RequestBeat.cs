using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>The moments at which Delay_Req leave: one sequence for each interval, shared by all servers asked at that interval.</summary>
/// <remarks>
/// The distance varies by ±10 % around the interval, so that many clients do not march in step; its mean is the interval. Asking several servers in
/// one moment costs one wake-up instead of one for each. A server that joins leaves out a beat that comes too soon. Allocation-free; one owner.
/// </remarks>
internal sealed class RequestBeat(Random random)
{
    private const double Least = 0.9;
    private const double Spread = 0.2;

    // By the interval's exponent, which is an octet.
    private readonly MonotonicTime[] _latest = new MonotonicTime[256];

    /// <summary>The beat to ask at after one was due at <paramref name="due"/> and is served <paramref name="now"/>.</summary>
    public MonotonicTime Next(LogInterval interval, MonotonicTime due, MonotonicTime now)
    {
        ref MonotonicTime latest = ref _latest[(byte)interval.Log2Seconds];
        latest = MonotonicTime.Later(latest, due);
        long step = interval.Nanoseconds;
        while (latest.Nanoseconds - due.Nanoseconds < (long)(interval.Nanoseconds * Least))
        {
            step = (long)(interval.Nanoseconds * (Least + (Spread * random.NextDouble())));
            latest = latest.PlusNanoseconds(step);
        }

        if (latest < now)
        {
            // Woken late: do not catch up in a burst, the server polices too.
            latest = now.PlusNanoseconds(step);
        }

        return latest;
    }
}
