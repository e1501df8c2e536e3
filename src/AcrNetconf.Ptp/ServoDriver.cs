using AcrNetconf.Ptp.Measurement;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp;

/// <summary>Feeds the traced server's samples to the servo, runs it once a second, and carries its wishes to the clock.</summary>
internal sealed class ServoDriver(SlaveContext context, IServo servo) : ISampleSink
{
    private const long PeriodNanoseconds = 1_000_000_000;

    private ServoSettings _settings = new();
    private SampleRecorder? _recorder;

    /// <summary>Slot whose samples count; null for none.</summary>
    public byte? Source { get; private set; }

    /// <summary>When the controller next runs.</summary>
    public MonotonicTime Due { get; private set; } = MonotonicTime.Never;

    public long Resets { get; private set; }

    public ServoStatus Status => servo.Status;

    public void Start(MonotonicTime now)
    {
        ApplySettings();
        Due = now.PlusNanoseconds(PeriodNanoseconds);
    }

    public void Stop() => Due = MonotonicTime.Never;

    public void Configure(ServoSettings settings)
    {
        _settings = settings;
        ApplySettings();
    }

    /// <summary>The mode always follows the client's: one truth, not two.</summary>
    public void ApplySettings() => servo.Reconfigure(_settings with
    {
        Mode = context.Settings.Mode switch
        {
            Datasets.UnicastMode.OneWay => ServoMode.OneWay,
            Datasets.UnicastMode.TwoWay => ServoMode.TwoWay,
            _ => ServoMode.Phase,
        },
    });

    /// <summary>Copies samples from now on; null ends that.</summary>
    public void Record(SampleRecorder? recorder) => _recorder = recorder;

    /// <summary>The clock is another one: a recording cannot go on.</summary>
    public void OnClockReplaced(MonotonicTime now)
    {
        _recorder?.End();
        _recorder = null;
        Reset(now);
    }

    public bool OnSample(byte serverId, in TimingSample sample)
    {
        _recorder?.Add(serverId, sample);
        if (serverId != Source)
        {
            return false;
        }

        servo.OnSample(sample);
        return true;
    }

    /// <summary>Runs the controller when due; true when the clock was stepped.</summary>
    public bool Tick(MonotonicTime now)
    {
        if (now < Due)
        {
            return false;
        }

        Due = Due.PlusNanoseconds(PeriodNanoseconds);
        if (Due <= now)
        {
            Due = now.PlusNanoseconds(PeriodNanoseconds);
        }

        ServoState before = servo.Status.State;
        PtpInstant reading = context.Actions.ReadClock();
        ServoAction action = servo.Update(reading);
        _recorder?.OnSteered(reading, action);
        if (action.FrequencyPpb is { } ppb)
        {
            context.Actions.AdjustFrequency(ppb);
        }

        if (action.Step is { } step)
        {
            context.Actions.StepClock(step);
        }

        ReportChange(before, now);
        return action.Step is not null;
    }

    /// <summary>Another server counts from now on; null sends the servo into holdover. <paramref name="isNewPath"/> when it is not the one traced before.</summary>
    public void SetSource(byte? serverId, bool isNewPath, MonotonicTime now)
    {
        ServoState before = servo.Status.State;
        Source = serverId;
        if (serverId is null)
        {
            servo.EnterHoldover(context.Actions.ReadClock());
        }
        else if (isNewPath)
        {
            servo.OnSourceChanged(context.Actions.ReadClock());
        }

        ReportChange(before, now);
    }

    public void Reset(MonotonicTime now)
    {
        ServoState before = servo.Status.State;
        Resets++;
        servo.Reset(context.Actions.ReadClock());
        ReportChange(before, now);
    }

    private void ReportChange(ServoState before, MonotonicTime now)
    {
        ServoState after = servo.Status.State;
        context.IsSteady = after is ServoState.Locked or ServoState.Holdover;
        if (before != after)
        {
            context.Journal.Add(new PtpEvent.ServoChanged(now, before, after));
        }
    }
}
