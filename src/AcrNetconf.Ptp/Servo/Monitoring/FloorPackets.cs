namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>How many of a window's packets came close to the fastest one (G.8260 Appendix I: FPC, FPR, FPP).</summary>
/// <param name="Count">Packets within the limit above the floor.</param>
/// <param name="Total">All packets.</param>
/// <param name="Seconds">Length of the window.</param>
public readonly record struct FloorPackets(int Count, int Total, int Seconds)
{
    /// <summary>FPR: floor packets a second.</summary>
    public double Rate => (double)Count / Seconds;

    /// <summary>FPP: floor packets in percent of all.</summary>
    public double Percentage => 100.0 * Count / Total;
}
