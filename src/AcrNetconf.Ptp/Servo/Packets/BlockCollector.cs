namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>Gathers the samples of one direction into blocks on a fixed time grid. Allocation-free after construction.</summary>
/// <param name="lengthSeconds">Grid step.</param>
/// <param name="sortCapacity">How many samples of a block take part in the percentile; 0 for none, then it equals the minimum.</param>
internal sealed class BlockCollector(double lengthSeconds, int sortCapacity)
{
    private const double LowShare = 0.1;

    private readonly double[] _residuals = new double[sortCapacity];
    private readonly double[] _times = new double[sortCapacity];
    private double _start = double.MinValue;
    private double _slope;
    private double _origin;
    private double _timeSum;
    private double _residualSum;
    private double _minimum;
    private double _minimumTime;
    private double _maximum;
    private int _count;

    /// <summary>True when a block is open whose end lies before <paramref name="time"/>.</summary>
    public bool IsDue(double time) => _count > 0 && time >= _start + lengthSeconds;

    /// <summary>True when <paramref name="time"/> belongs to a block already closed.</summary>
    public bool IsPast(double time) => time < _start;

    /// <summary>Takes a sample of the open block, or opens the next; call <see cref="Close"/> first when <see cref="IsDue"/>.</summary>
    /// <param name="time">Seconds.</param>
    /// <param name="value">Nanoseconds.</param>
    /// <param name="slope">Drift in ns/s that a block is freed from before its smallest values are chosen; read when a block opens.</param>
    public void Add(double time, double value, double slope)
    {
        if (_count == 0)
        {
            _start = Math.Floor(time / lengthSeconds) * lengthSeconds;
            _slope = slope;
            _origin = time;
            _timeSum = _residualSum = 0;
            _minimum = double.MaxValue;
            _maximum = double.MinValue;
        }

        double residual = value - (_slope * (time - _origin));
        _timeSum += time - _origin;
        _residualSum += residual;
        if (residual < _minimum)
        {
            _minimum = residual;
            _minimumTime = time;
        }

        _maximum = Math.Max(_maximum, residual);
        if (_count < _residuals.Length)
        {
            _residuals[_count] = residual;
            _times[_count] = time - _origin;
        }

        _count++;
    }

    /// <summary>Ends the open block.</summary>
    public PacketBlock Close()
    {
        double time = _timeSum / _count;
        PacketBlock block = new()
        {
            MeanTime = _origin + time,
            Mean = (_residualSum / _count) + (_slope * time),
            MinimumTime = _minimumTime,
            Minimum = _minimum + (_slope * (_minimumTime - _origin)),
            Spread = (_residualSum / _count) - _minimum,
            Variation = _maximum - _minimum,
            Count = _count,
        };
        block = AddPercentiles(block);
        _count = 0;
        return block;
    }

    public void Clear()
    {
        _count = 0;
        _start = double.MinValue;
    }

    private PacketBlock AddPercentiles(PacketBlock block)
    {
        int sorted = Math.Min(_count, _residuals.Length);
        if (sorted < 2)
        {
            return block with { LowTime = block.MinimumTime, Low = block.Minimum };
        }

        Array.Sort(_residuals, _times, 0, sorted);
        int low = Math.Max(1, (int)(sorted * LowShare));
        double timeSum = 0;
        double residualSum = 0;
        for (int index = 0; index < low; index++)
        {
            timeSum += _times[index];
            residualSum += _residuals[index];
        }

        // Without the highest tenth: a few packets that were held up say nothing of the load.
        int usual = Math.Max(low, sorted - low);
        double usualSum = residualSum;
        for (int index = low; index < usual; index++)
        {
            usualSum += _residuals[index];
        }

        double time = timeSum / low;
        return block with
        {
            Spread = (usualSum / usual) - (residualSum / low),
            LowTime = _origin + time,
            Low = (residualSum / low) + (_slope * time),
            Variation = _residuals[(int)((sorted - 1) * 0.99)] - _residuals[0],
        };
    }
}
