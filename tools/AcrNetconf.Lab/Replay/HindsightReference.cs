using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Replay;

/// <summary>Where the free oscillator stood against the server, as far as the packets of a whole trace can tell.</summary>
/// <remarks>
/// A trace holds no truth. The fastest packets of windows of 200 s (the window of G.8261.1), in both directions where there are both, come closest to it: the
/// reference sees the future, which no servo does, but its own noise is part of every error measured against it.
/// </remarks>
internal sealed class HindsightReference
{
    private const double LongestWindow = 200;
    private const double FewestWindows = 20;

    private readonly FloorTrack _forward = new();
    private readonly FloorTrack _reverse = new();
    private long _forwardOrigin;
    private long _reverseOrigin;

    /// <summary>Seconds in which the fastest packet counts.</summary>
    public double Window { get; private set; }

    public void Add(in TimingSample sample, double time)
    {
        bool isForward = sample.Direction == PacketDirection.Forward;
        long delay = isForward ? sample.Local.Nanoseconds - sample.Remote.Nanoseconds : sample.Remote.Nanoseconds - sample.Local.Nanoseconds;
        FloorTrack track = isForward ? _forward : _reverse;
        ref long origin = ref isForward ? ref _forwardOrigin : ref _reverseOrigin;
        origin = track.IsEmpty ? delay : origin;
        track.Add(time, delay - origin);
    }

    /// <summary>Free oscillator minus server, nanoseconds, at seconds 0, 1, … of the trace; the constant part is arbitrary.</summary>
    public double[] Evaluate(int seconds)
    {
        Window = Math.Clamp(Math.Floor(seconds / FewestWindows), 1, LongestWindow);
        _forward.Close(Window);
        _reverse.Close(Window);
        double[] offsets = new double[seconds];
        for (int second = 0; second < seconds; second++)
        {
            double forward = _forward.IsEmpty ? -_reverse.At(second) : _forward.At(second);
            double reverse = _reverse.IsEmpty ? -forward : _reverse.At(second);
            offsets[second] = (forward - reverse) / 2;
        }

        return offsets;
    }
}
