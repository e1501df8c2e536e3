using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Interop.Ptp;

/// <summary>Collects what a servo would be fed; steers nothing.</summary>
internal sealed class CountingServo : IServo
{
    private readonly List<TimingSample> _samples = [];

    public ServoStatus Status => new() { ForwardSamples = Snapshot(PacketDirection.Forward).Length, ReverseSamples = Snapshot(PacketDirection.Reverse).Length };

    public TimingSample[] Snapshot(PacketDirection direction)
    {
        lock (_samples)
        {
            return [.. _samples.Where(sample => sample.Direction == direction)];
        }
    }

    public void OnSample(in TimingSample sample)
    {
        lock (_samples)
        {
            _samples.Add(sample);
        }
    }

    public ServoAction Update(PtpInstant now) => default;

    public void EnterHoldover(PtpInstant now)
    {
    }

    public void OnSourceChanged(PtpInstant now)
    {
    }

    public void Reconfigure(ServoSettings settings)
    {
    }

    public void Reset(PtpInstant now)
    {
    }
}
