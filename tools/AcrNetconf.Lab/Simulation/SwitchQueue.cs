namespace AcrNetconf.Lab.Simulation;

/// <summary>The output queue of one gigabit switch with traffic that enters before it and leaves after it.</summary>
/// <remarks>
/// Small and medium frames arrive at random. Large ones come in bursts of 0.1 to 3 s with pauses that keep the average load. Packets of interest are too far apart
/// to meet the same backlog twice, so each draws its wait from the queue's stationary law, exactly: behind priority, the rest of the frame in service; in
/// one queue, by Pollaczek and Khinchine, a geometric number of such rests.
/// </remarks>
/// <param name="random">Randomness.</param>
/// <param name="traffic">What disturbs.</param>
/// <param name="discipline">Whether timing packets overtake.</param>
internal sealed class SwitchQueue(LabRandom random, TrafficModel traffic, QueueDiscipline discipline)
{
    private const double ShortestBurst = 0.1;
    private const double LongestBurst = 3;

    // A burst loads the link at most this far, and takes at least half of the time.
    private const double FullestLoad = 0.95;
    private const double LeastDuty = 0.5;

    private double _phaseEnd;
    private bool _inBurst;

    /// <summary>Wait in nanoseconds of a packet that arrives at <paramref name="time"/> seconds while the load averages <paramref name="load"/> (0 to 1).</summary>
    public double Wait(double time, double load)
    {
        double usual = Math.Min(load, FullestLoad);
        double duty = Math.Clamp(usual * traffic.LargeShare / (FullestLoad - (usual * (1 - traffic.LargeShare))), LeastDuty, 1);
        while (time >= _phaseEnd)
        {
            double burst = ShortestBurst + ((LongestBurst - ShortestBurst) * random.NextUniform());
            _inBurst = !_inBurst;
            _phaseEnd += _inBurst ? burst : burst * (1 - duty) / duty;
        }

        double scale = _inBurst ? 1 / duty : 0;
        double current = usual * (1 - traffic.LargeShare + (traffic.LargeShare * scale));
        double wait = 0;
        while (random.NextUniform() < current)
        {
            wait += traffic.DrawFrame(random, scale) * random.NextUniform();
            if (discipline == QueueDiscipline.Priority)
            {
                break;
            }
        }

        return wait;
    }
}
