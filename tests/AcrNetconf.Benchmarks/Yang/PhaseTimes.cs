using System.Diagnostics;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>Time spent per phase, summed over changes.</summary>
internal sealed class PhaseTimes
{
    private readonly long[] _ticks = new long[4];
    private long _last;

    /// <summary>Microseconds spent in a phase.</summary>
    public double this[Phase phase] => _ticks[(int)phase] * 1e6 / Stopwatch.Frequency;

    public void Start() => _last = Stopwatch.GetTimestamp();

    public void Mark(Phase phase)
    {
        var now = Stopwatch.GetTimestamp();
        _ticks[(int)phase] += now - _last;
        _last = now;
    }
}
