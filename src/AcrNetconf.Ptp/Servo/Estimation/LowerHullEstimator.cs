using AcrNetconf.Ptp.Servo.Packets;

namespace AcrNetconf.Ptp.Servo.Estimation;

/// <summary>The line that lies under all minima and is highest in the middle of the window: the edge of their lower convex hull there.</summary>
/// <remarks>
/// It needs only a few visits to the floor in the whole window and does not care about the load between them, which is what hours of heavily
/// loaded network offer. O(n) with Andrew's monotone chain; one scratch array.
/// </remarks>
internal sealed class LowerHullEstimator : ILineEstimator
{
    private const int Parts = 8;
    private const double FreedomFactor = 1.5;

    // The two points touched lie deeper than an eighth's lowest usually does.
    private const double EdgeShare = 0.7;

    private readonly int[] _hull = new int[DirectionTrack.SlowCapacity];

    /// <inheritdoc/>
    public string Name => "lower-hull";

    /// <inheritdoc/>
    public bool TryFit(in BlockWindow window, double slope, out LineEstimate line)
    {
        line = default;
        if (window.Count < LeastSquares.FewestBlocks)
        {
            return false;
        }

        double origin = window[0].MinimumTime;
        double level = window[0].Minimum;
        int size = BuildHull(window, origin, level, slope);
        double middle = (window.Start + window.End) / 2;
        for (int index = 1; index < size; index++)
        {
            ref readonly PacketBlock right = ref window[_hull[index]];
            if (right.MinimumTime >= middle || index == size - 1)
            {
                ref readonly PacketBlock left = ref window[_hull[index - 1]];
                double edge = (right.Minimum - left.Minimum) / (right.MinimumTime - left.MinimumTime);
                line = new(left.MinimumTime, left.Minimum, edge, 0);
                line = line with { SlopeSigma = Uncertainty(window, line, right.MinimumTime - left.MinimumTime) };
                return true;
            }
        }

        return false;
    }

    private int BuildHull(in BlockWindow window, double origin, double level, double slope)
    {
        int size = 0;
        for (int index = 0; index < window.Count; index++)
        {
            (double x, double y) = Point(window[index], origin, level, slope);
            while (size >= 2)
            {
                (double x1, double y1) = Point(window[_hull[size - 2]], origin, level, slope);
                (double x2, double y2) = Point(window[_hull[size - 1]], origin, level, slope);
                if (((x2 - x1) * (y - y1)) - ((y2 - y1) * (x - x1)) > 0)
                {
                    break;
                }

                size--;
            }

            _hull[size++] = index;
        }

        return size;
    }

    private static (double X, double Y) Point(in PacketBlock block, double origin, double level, double slope)
    {
        double x = block.MinimumTime - origin;
        return (x, block.Minimum - level - (slope * x));
    }

    /// <summary>The height of each eighth's lowest point above the line says how well the floor is known there.</summary>
    private static double Uncertainty(in BlockWindow window, in LineEstimate line, double edge)
    {
        Span<double> lowest = stackalloc double[Parts];
        lowest.Fill(double.NaN);
        double start = window.Start;
        double scale = Parts / (window.End - start + 1e-9);
        for (int index = 0; index < window.Count; index++)
        {
            ref readonly PacketBlock block = ref window[index];
            double residual = block.Minimum - line.At(block.MinimumTime);
            int part = Math.Clamp((int)((block.MinimumTime - start) * scale), 0, Parts - 1);
            lowest[part] = double.IsNaN(lowest[part]) ? residual : Math.Min(lowest[part], residual);
        }

        // The line was drawn through two of these points: the others have less freedom than they seem to, and a short edge has a long lever.
        double squares = 0;
        int count = 0;
        foreach (double residual in lowest)
        {
            if (!double.IsNaN(residual))
            {
                squares += residual * residual;
                count++;
            }
        }

        double lever = EdgeShare * Math.Sqrt(squares / count) / edge;
        return Math.Max(lever, FreedomFactor * SlopeUncertainty.FromParts(lowest, window.End - start));
    }
}
