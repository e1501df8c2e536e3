using System.Diagnostics;
using System.Globalization;

namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>Durations of one thing done many times.</summary>
internal sealed class Sample
{
    // A server that needs minutes for one thing is measured on the rounds it finishes in this time.
    private static readonly TimeSpan s_limit = TimeSpan.FromSeconds(20);

    private readonly List<double> _milliseconds = [];

    public double Median => At(0.5);

    public double Percentile99 => At(0.99);

    public int Count => _milliseconds.Count;

    /// <summary>Does it <paramref name="warmUp"/> times unmeasured, then <paramref name="count"/> times measured.</summary>
    /// <param name="warmUp">Rounds that do not count.</param>
    /// <param name="count">Rounds that do.</param>
    /// <param name="work">What is measured; takes the round.</param>
    /// <param name="afterwards">Cleaning up after a round, not measured.</param>
    public static Sample Of(int warmUp, int count, Action<int> work, Action<int>? afterwards = null)
    {
        var sample = new Sample();
        var begin = Stopwatch.GetTimestamp();
        for (var i = 0; i < warmUp + count && (sample.Count == 0 || Stopwatch.GetElapsedTime(begin) < s_limit); i++)
        {
            var start = Stopwatch.GetTimestamp();
            work(i);
            var elapsed = Stopwatch.GetElapsedTime(start);
            if (i >= warmUp || Stopwatch.GetElapsedTime(begin) > s_limit)
            {
                sample.Add(elapsed);
            }

            afterwards?.Invoke(i);
        }

        return sample;
    }

    public void Add(TimeSpan duration) => _milliseconds.Add(duration.TotalMilliseconds);

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Median:F2} ms (p99 {Percentile99:F2}, n {Count})");

    private double At(double part)
    {
        var sorted = _milliseconds.Order().ToArray();
        return sorted[Math.Min(sorted.Length - 1, (int)(part * sorted.Length))];
    }
}
