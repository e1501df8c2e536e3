using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>What the last minute's fastest packets say about the path: offset, floor and spread.</summary>
internal static class PathView
{
    private const double Seconds = 64;
    private const int FewestBlocks = 4;

    /// <summary>Lowest value of the last minute carried to <paramref name="time"/>, in nanoseconds without the track's epoch.</summary>
    public static bool TryFloor(DirectionTrack track, double time, double slope, out double floor)
    {
        BlockRing ring = track.Fast;
        floor = double.MaxValue;
        int first = ring.FirstSince(time - Seconds);
        for (int index = first; index < ring.Count; index++)
        {
            ref readonly PacketBlock block = ref ring[index];
            floor = Math.Min(floor, block.Minimum + (slope * (time - block.MinimumTime)));
        }

        return ring.Count - first >= FewestBlocks;
    }

    /// <summary>Clock offset and mean floor of both ways; null when one of them is not known.</summary>
    /// <param name="forward">Forward track.</param>
    /// <param name="reverse">Reverse track.</param>
    /// <param name="time">Now on the free-running scale.</param>
    /// <param name="slope">Drift of forward values, ns/s.</param>
    /// <param name="steering">Steered reading minus free-running reading now.</param>
    public static (PtpDuration Offset, PtpDuration Floor)? Measure(DirectionTrack forward, DirectionTrack reverse, double time, double slope, long steering)
    {
        if (!TryFloor(forward, time, slope, out double ahead) || !TryFloor(reverse, time, -slope, out double back))
        {
            return null;
        }

        // Halve before adding: the epochs may be as large as the clocks' offset.
        long offset = (forward.Epoch / 2) - (reverse.Epoch / 2) + (long)Math.Round((ahead - back) / 2) + steering;
        long floor = (forward.Epoch / 2) + (reverse.Epoch / 2) + (long)Math.Round((ahead + back) / 2);
        return (new(offset), new(floor));
    }

    /// <summary>99th percentile above the floor: the worst of the last blocks.</summary>
    public static PtpDuration? Variation(DirectionTrack track)
    {
        if (track.Slow.Count > 0)
        {
            return new((long)track.Slow.Newest.Variation);
        }

        double worst = 0;
        for (int index = Math.Max(0, track.Fast.Count - 16); index < track.Fast.Count; index++)
        {
            worst = Math.Max(worst, track.Fast[index].Variation);
        }

        return track.Fast.Count > 0 ? new((long)worst) : null;
    }
}
