using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>What the fastest packets of late say about the path: offset, floor and spread.</summary>
internal static class PathView
{
    /// <summary>How far back to look when nobody has a reason to look farther.</summary>
    public const double Minute = 64;

    private const int FewestBlocks = 4;

    /// <summary>Lowest value of the last <paramref name="seconds"/> carried to <paramref name="time"/>, in nanoseconds without the track's epoch.</summary>
    public static bool TryFloor(DirectionTrack track, double time, double slope, double seconds, out double floor)
    {
        // The short blocks reach back four minutes; their seconds are in the long blocks too.
        BlockRing ring = track.Fast;
        int first = ring.FirstSince(time - seconds);
        floor = Lowest(ring, first, time, slope);
        if (seconds > DirectionTrack.FastCapacity * DirectionTrack.FastSeconds)
        {
            floor = Math.Min(floor, Lowest(track.Slow, track.Slow.FirstSince(time - seconds), time, slope));
        }

        return ring.Count - first >= FewestBlocks;
    }

    /// <summary>Clock offset and mean floor of both ways; null when one of them is not known.</summary>
    /// <param name="forward">Forward track.</param>
    /// <param name="reverse">Reverse track.</param>
    /// <param name="time">Now on the free-running scale.</param>
    /// <param name="slope">Drift of forward values, ns/s.</param>
    /// <param name="seconds">How far to look back.</param>
    /// <param name="steering">Steered reading minus free-running reading now.</param>
    public static (PtpDuration Offset, PtpDuration Floor)? Measure(DirectionTrack forward, DirectionTrack reverse, double time, double slope, double seconds, long steering)
    {
        if (!TryFloor(forward, time, slope, seconds, out double ahead) || !TryFloor(reverse, time, -slope, seconds, out double back))
        {
            return null;
        }

        // Halve before adding: the epochs may be as large as the clocks' offset.
        long offset = (forward.Epoch / 2) - (reverse.Epoch / 2) + (long)Math.Round((ahead - back) / 2) + steering;
        long floor = (forward.Epoch / 2) + (reverse.Epoch / 2) + (long)Math.Round((ahead + back) / 2);
        return (new(offset), new(floor));
    }

    /// <summary>What the forward direction alone says of the clock: its offset and the path's floor together, so that only changes mean something; null when not known.</summary>
    /// <param name="forward">Forward track.</param>
    /// <param name="time">Now on the free-running scale.</param>
    /// <param name="slope">Drift of forward values, ns/s.</param>
    /// <param name="steering">Steered reading minus free-running reading now.</param>
    public static PtpDuration? ForwardOffset(DirectionTrack forward, double time, double slope, long steering) =>
        TryFloor(forward, time, slope, Minute, out double floor) ? new(forward.Epoch + (long)Math.Round(floor) + steering) : null;

    /// <summary>How far the fastest packets of single blocks stay above those of them all, on average, nanoseconds: what a short look at the floor may be wrong by.</summary>
    public static double FloorVariation(DirectionTrack track, double time, double slope, double seconds)
    {
        BlockRing ring = track.Slow;
        int first = ring.FirstSince(time - seconds);
        double sum = 0;
        for (int index = first; index < ring.Count; index++)
        {
            sum += Residual(ring[index], time, slope);
        }

        return ring.Count > first ? (sum / (ring.Count - first)) - Lowest(ring, first, time, slope) : 0;
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

    private static double Lowest(BlockRing ring, int first, double time, double slope)
    {
        double lowest = double.MaxValue;
        for (int index = first; index < ring.Count; index++)
        {
            lowest = Math.Min(lowest, Residual(ring[index], time, slope));
        }

        return lowest;
    }

    private static double Residual(in PacketBlock block, double time, double slope) => block.Minimum + (slope * (time - block.MinimumTime));
}
