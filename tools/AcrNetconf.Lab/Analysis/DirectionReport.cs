namespace AcrNetconf.Lab.Analysis;

/// <summary>The packets of one direction of a trace, the drift between the clocks taken out.</summary>
/// <param name="Name"><c>forward</c> or <c>reverse</c>.</param>
/// <param name="Packets">How many.</param>
/// <param name="MeanAboveFloor">Mean delay above the fastest packet, nanoseconds.</param>
/// <param name="Percentile99AboveFloor">99 % stay below this.</param>
/// <param name="WorstFloorPacketPercent">FPP of G.8260 in the worst window of 200 s with 150 µs (G.8261.1); NaN without a window.</param>
internal sealed record DirectionReport(string Name, int Packets, double MeanAboveFloor, double Percentile99AboveFloor, double WorstFloorPacketPercent)
{
    /// <param name="name"><c>forward</c> or <c>reverse</c>.</param>
    /// <param name="times">Seconds, ascending.</param>
    /// <param name="delays">Nanoseconds, free of drift.</param>
    public static DirectionReport Of(string name, double[] times, double[] delays)
    {
        double[] sorted = [.. delays.Order()];
        return new(name, delays.Length, delays.Average() - sorted[0], sorted[(int)(0.99 * (sorted.Length - 1))] - sorted[0], FloorPacketMonitor.WorstPercentage(times, delays));
    }
}
