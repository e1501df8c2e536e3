namespace AcrNetconf.Lab.Simulation;

/// <summary>An idle path with software timestamps: a floor, exponential jitter, now and then a scheduling spike.</summary>
/// <param name="random">Randomness.</param>
/// <param name="floor">Nanoseconds.</param>
/// <param name="jitter">Mean of the jitter, nanoseconds.</param>
/// <param name="spikes">Share of packets with a spike of up to a millisecond.</param>
internal sealed class QuietDelay(LabRandom random, double floor, double jitter, double spikes = 0.002) : IDelayModel
{
    /// <inheritdoc/>
    public double Next(double time)
    {
        double spike = random.NextUniform() < spikes ? random.NextUniform() * 1e6 : 0;
        return floor + (jitter * random.NextExponential()) + spike;
    }
}
