namespace AcrNetconf.Lab.Replay;

/// <summary>The floor under the packets of one direction, seen when the whole record is known: straight lines between the fastest packets of long windows.</summary>
internal sealed class FloorTrack
{
    // The smallest value of each second is all that is kept: 16 octets a second.
    private readonly List<Point> _seconds = [];
    private List<Point> _floor = [];
    private int _at;

    public bool IsEmpty => _seconds.Count == 0;

    /// <param name="time">Seconds since the start.</param>
    /// <param name="value">Nanoseconds; contains the drift between two clocks.</param>
    public void Add(double time, double value)
    {
        if (_seconds.Count == 0 || Math.Floor(time) > Math.Floor(_seconds[^1].Time))
        {
            _seconds.Add(new(time, value));
        }
        else if (value < _seconds[^1].Value)
        {
            _seconds[^1] = new(time, value);
        }
    }

    /// <summary>Finds the floor in windows of so many seconds.</summary>
    public void Close(double window)
    {
        if (IsEmpty)
        {
            return;
        }

        // Windows are compared after the drift is taken out. The first slope comes from packets under load, the second from the floor the first one showed.
        _floor = Minima(Slope(_seconds), window);
        _floor = Minima(Slope(_floor), window);
        _at = 0;
    }

    /// <summary>The floor at a time; asked in ascending order. Constant drift beyond the first and last window.</summary>
    public double At(double time)
    {
        if (_floor.Count == 1)
        {
            return _floor[0].Value;
        }

        while (_at < _floor.Count - 2 && _floor[_at + 1].Time < time)
        {
            _at++;
        }

        (Point left, Point right) = (_floor[_at], _floor[_at + 1]);
        return left.Value + ((time - left.Time) * (right.Value - left.Value) / (right.Time - left.Time));
    }

    private static double Slope(List<Point> points)
    {
        double meanTime = points.Average(point => point.Time);
        double meanValue = points.Average(point => point.Value);
        double spread = points.Sum(point => (point.Time - meanTime) * (point.Time - meanTime));
        return spread == 0 ? 0 : points.Sum(point => (point.Time - meanTime) * (point.Value - meanValue)) / spread;
    }

    private List<Point> Minima(double slope, double window)
    {
        List<Point> minima = [];
        double best = double.MaxValue;
        double end = double.MinValue;
        foreach (Point point in _seconds)
        {
            double level = point.Value - (slope * point.Time);
            if (point.Time >= end)
            {
                end = (Math.Floor(point.Time / window) + 1) * window;
                minima.Add(point);
                best = level;
            }
            else if (level < best)
            {
                minima[^1] = point;
                best = level;
            }
        }

        return minima;
    }

    private readonly record struct Point(double Time, double Value);
}
