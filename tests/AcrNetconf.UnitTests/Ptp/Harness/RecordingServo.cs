using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>A servo that recovers nothing: it records what the protocol core tells it.</summary>
internal sealed class RecordingServo : IServo
{
    public ServoStatus Status { get; set; } = new();

    public long Forward { get; private set; }

    public long Reverse { get; private set; }

    public TimingSample LastForward { get; private set; }

    public TimingSample LastReverse { get; private set; }

    public int Updates { get; private set; }

    public int Resets { get; private set; }

    public int SourceChanges { get; private set; }

    public int Holdovers { get; private set; }

    public ServoSettings? Settings { get; private set; }

    public ServoAction NextAction { get; set; }

    public void OnSample(in TimingSample sample)
    {
        if (sample.Direction == PacketDirection.Forward)
        {
            Forward++;
            LastForward = sample;
        }
        else
        {
            Reverse++;
            LastReverse = sample;
        }
    }

    public ServoAction Update(PtpInstant now)
    {
        Updates++;
        ServoAction action = NextAction;
        NextAction = default;
        return action;
    }

    public void EnterHoldover(PtpInstant now) => Holdovers++;

    public void OnSourceChanged(PtpInstant now) => SourceChanges++;

    public void Reconfigure(ServoSettings settings) => Settings = settings;

    public void Reset(PtpInstant now) => Resets++;
}
