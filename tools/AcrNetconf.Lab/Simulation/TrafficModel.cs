namespace AcrNetconf.Lab.Simulation;

/// <summary>Disturbing traffic of G.8261 Appendix VI: shares of the load by frame size, the largest frames in bursts.</summary>
/// <param name="Name">As in scenario names.</param>
/// <param name="SmallShare">Share of the load in 64-octet frames.</param>
/// <param name="MediumShare">Share of the load in 576-octet frames.</param>
/// <param name="LargeShare">Share of the load in 1518-octet frames.</param>
internal sealed record TrafficModel(string Name, double SmallShare, double MediumShare, double LargeShare)
{
    // Preamble and inter-frame gap, and eight bits at a gigabit a second: nanoseconds on the wire.
    private const double SmallFrame = (64 + 20) * 8;
    private const double MediumFrame = (576 + 20) * 8;
    private const double LargeFrame = (1518 + 20) * 8;

    /// <summary>Voice: mostly small frames.</summary>
    public static TrafficModel Voice { get; } = new("tm1", 0.80, 0.05, 0.15);

    /// <summary>Data: mostly large frames.</summary>
    public static TrafficModel Data { get; } = new("tm2", 0.30, 0.10, 0.60);

    /// <summary>
    /// Wire time of the frame that a random moment of a busy link falls into, nanoseconds: by share of the load, not of the frames. <paramref name="largeScale"/> tells how much
    /// more large frames there are now than on average.
    /// </summary>
    public double DrawFrame(LabRandom random, double largeScale)
    {
        double large = LargeShare * largeScale;
        double point = random.NextUniform() * (SmallShare + MediumShare + large);
        return point < SmallShare ? SmallFrame : point < SmallShare + MediumShare ? MediumFrame : LargeFrame;
    }
}
