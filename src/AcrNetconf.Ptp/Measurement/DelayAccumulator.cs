using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Measurement;

/// <summary>Running statistics of one direction's raw delay.</summary>
internal struct DelayAccumulator
{
    private long _last;
    private long _minimum;
    private long _maximum;
    private long _first;
    private double _meanFromFirst;
    private long _count;

    public void Add(PtpDuration delay)
    {
        _last = delay.Nanoseconds;
        if (_count++ == 0)
        {
            _first = _minimum = _maximum = _last;
        }

        _minimum = Math.Min(_minimum, _last);
        _maximum = Math.Max(_maximum, _last);
        // Relative to the first: raw delays contain the epoch difference of two clocks, beyond a double's 53 bits.
        _meanFromFirst += (_last - _first - _meanFromFirst) / _count;
    }

    public readonly DelayStatistics? ToStatistics() => _count == 0
        ? null
        : new DelayStatistics(new(_last), new(_minimum), new(_maximum), new(_first + (long)Math.Round(_meanFromFirst)), _count);

    public void Reset() => this = default;
}
