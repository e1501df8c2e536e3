using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>Carries the kernel's stamps from CLOCK_REALTIME to CLOCK_MONOTONIC_RAW along the line between two readings of both.</summary>
/// <remarks>
/// The two clocks drift apart by tens of parts per million, more while a time daemon slews: a stamp may be milliseconds older than the last reading,
/// and with the difference of that moment alone would be wrong by a hundred nanoseconds. Pure but for <see cref="Read()"/>; one owner.
/// </remarks>
internal sealed class StampCarry
{
    // The kernel slews by 500 ppm at most, adjtimex with ticks by ten times that. What is faster is a step, and there is no line across a step.
    private const long SteepestPerMillion = 5_000;
    private const long ReadingNoiseNanoseconds = 20_000;

    private long _realtime;
    private long _difference;
    private double _slope;

    /// <summary>Reads both clocks: stamps taken since the last reading can be carried now.</summary>
    public void Read() => Add(ClockCalls.ReadFast(DeviceConstants.ClockRealtime), ClockCalls.RealtimeMinusRaw());

    /// <param name="realtimeNanoseconds">CLOCK_REALTIME.</param>
    /// <param name="difference">CLOCK_REALTIME minus CLOCK_MONOTONIC_RAW at that moment.</param>
    internal void Add(long realtimeNanoseconds, long difference)
    {
        long elapsed = realtimeNanoseconds - _realtime;
        long drift = difference - _difference;
        bool isLine = _realtime != 0 && elapsed > 0 && Math.Abs(drift) <= (elapsed / 1_000_000 * SteepestPerMillion) + ReadingNoiseNanoseconds;
        _slope = isLine ? drift / (double)elapsed : 0;
        _realtime = realtimeNanoseconds;
        _difference = difference;
    }

    /// <summary>What CLOCK_MONOTONIC_RAW read when CLOCK_REALTIME read <paramref name="stampNanoseconds"/>, not long before the last reading.</summary>
    public long ToRaw(long stampNanoseconds) => stampNanoseconds - _difference - (long)Math.Round((stampNanoseconds - _realtime) * _slope);
}
