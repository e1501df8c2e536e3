using AcrNetconf.Lab.Replay;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Analysis;

/// <summary>What the packets of a trace say of the network and of the free oscillator.</summary>
/// <param name="Directions">Delay variation of each direction that has packets.</param>
/// <param name="Oscillator">Free oscillator against the path's floor, nanoseconds, once a second.</param>
internal sealed record PacketAnalysis(IReadOnlyList<DirectionReport> Directions, double[] Oscillator)
{
    public static PacketAnalysis Of(IEnumerable<TraceRow> rows)
    {
        List<TimingSample>[] packets = [[], []];
        HindsightReference reference = new();
        long? start = null;
        double last = 0;
        foreach (TimingSample sample in rows.SelectMany(row => (TimingSample?[])[row.Forward, row.Reverse]).OfType<TimingSample>())
        {
            start ??= sample.Local.Nanoseconds;
            last = Math.Max(last, Seconds(sample, start.Value));
            reference.Add(sample, Seconds(sample, start.Value));
            packets[(int)sample.Direction].Add(sample);
        }

        double[] oscillator = reference.Evaluate((int)last + 1);
        return new([.. packets.Where(direction => direction.Count > 0).Select(direction => Direction(direction, start!.Value, oscillator))], oscillator);
    }

    private static double Seconds(in TimingSample sample, long start) => (sample.Local.Nanoseconds - start) * 1e-9;

    private static DirectionReport Direction(List<TimingSample> packets, long start, double[] oscillator)
    {
        bool isForward = packets[0].Direction == PacketDirection.Forward;
        long origin = Delay(packets[0], isForward);
        (double Time, double Delay)[] free = [.. packets.Select(packet => Drifting(packet)).OrderBy(packet => packet.Time)];
        return DirectionReport.Of(isForward ? "forward" : "reverse", [.. free.Select(packet => packet.Time)], [.. free.Select(packet => packet.Delay)]);

        (double Time, double Delay) Drifting(in TimingSample packet)
        {
            double time = Seconds(packet, start);
            double drift = Interpolate(oscillator, time);
            return (time, Delay(packet, isForward) - origin + (isForward ? -drift : drift));
        }
    }

    private static long Delay(in TimingSample sample, bool isForward) =>
        isForward ? sample.Local.Nanoseconds - sample.Remote.Nanoseconds : sample.Remote.Nanoseconds - sample.Local.Nanoseconds;

    private static double Interpolate(double[] values, double at)
    {
        int left = Math.Clamp((int)at, 0, values.Length - 1);
        int right = Math.Min(left + 1, values.Length - 1);
        return values[left] + ((at - left) * (values[right] - values[left]));
    }
}
