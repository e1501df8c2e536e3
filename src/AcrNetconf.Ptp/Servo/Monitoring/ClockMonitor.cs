using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>What an operator is told beyond the estimate: floor packets, wander of packets and clock, time spent in each state. O(1) per sample, about 12 kB.</summary>
/// <remarks>
/// Everything is measured on the output clock, whose drift is steered out; before lock it is not, and nothing is measured. The packet clock is each second's mean
/// forward delay. The output clock is seen against the fastest packets of the last minute: what delay variation those have is in its figures, so they are an upper estimate.
/// </remarks>
internal sealed class ClockMonitor
{
    private readonly FloorPacketCounter _forwardFloor = new();
    private readonly FloorPacketCounter _reverseFloor = new();
    private readonly WanderMonitor _packets = new();
    private readonly WanderMonitor _output = new();
    private bool _isRunning;
    private long? _outputEpoch;
    private long? _packetEpoch;
    private double _sum;
    private int _count;
    private double? _mean;

    /// <summary>Floor packets of Sync.</summary>
    public FloorPackets? ForwardFloor => _forwardFloor.Window;

    /// <summary>Floor packets of Delay_Req.</summary>
    public FloorPackets? ReverseFloor => _reverseFloor.Window;

    public EquatableArray<WanderPoint> PacketWander => _packets.ToPoints();

    public EquatableArray<WanderPoint> OutputWander => _output.ToPoints();

    /// <summary>Since start or reset.</summary>
    public StateTimes TimeInState { get; private set; }

    /// <summary>Takes a sample as stamped by the output clock.</summary>
    public void OnSample(in TimingSample sample)
    {
        if (!_isRunning)
        {
            return;
        }

        double time = sample.Local.Nanoseconds * 1e-9;
        if (sample.Direction == PacketDirection.Forward)
        {
            long delay = sample.Local.Nanoseconds - sample.Remote.Nanoseconds;
            _forwardFloor.Add(time, delay);
            _sum += Relative(delay, ref _packetEpoch);
            _count++;
        }
        else
        {
            _reverseFloor.Add(time, sample.Remote.Nanoseconds - sample.Local.Nanoseconds);
        }
    }

    /// <summary>Ends a second.</summary>
    /// <param name="state">State of the servo.</param>
    /// <param name="elapsed">Seconds since the last call.</param>
    /// <param name="outputError">Nanoseconds the output clock is ahead as the fastest packets say, on any fixed scale; null when not known.</param>
    public void OnSecond(ServoState state, double elapsed, PtpDuration? outputError)
    {
        TimeInState = TimeInState.Plus(state, Math.Max(0, elapsed));
        if (state != ServoState.Locked)
        {
            Stop();
            return;
        }

        _isRunning = true;
        _mean = _count > 0 ? _sum / _count : _mean;
        _sum = _count = 0;
        if (_mean is { } mean)
        {
            _packets.Add(mean);
        }

        if (outputError is { } error)
        {
            _output.Add(Relative(error.Nanoseconds, ref _outputEpoch));
        }
    }

    /// <summary>The path or the clock's phase is another one: what comes cannot be compared with what was.</summary>
    public void Stop()
    {
        _isRunning = false;
        _forwardFloor.Clear();
        _reverseFloor.Clear();
        _packets.Clear();
        _output.Clear();
        _packetEpoch = _outputEpoch = null;
        _sum = _count = 0;
        _mean = null;
    }

    public void Reset()
    {
        Stop();
        TimeInState = default;
    }

    /// <summary>Differences of clocks may be huge; only their changes matter.</summary>
    private static double Relative(long difference, ref long? epoch)
    {
        epoch ??= difference;
        return difference - epoch.Value;
    }
}
