using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>In which state the servo is, and when it goes to another.</summary>
/// <remarks>
/// <code>
///   FreeRun ─▶ Acquiring ◀─▶ Locked        samples; uncertainty below the threshold for the hold time, and above it
///      ▲            │           │
///      └────────────┴─ Freeze ──┴▶ Holdover ─▶ Acquiring or Locked when samples flow again, FreeRun when it took too long
/// </code>
/// Times are seconds of the free-running scale, blocks those of one second with samples in them.
/// </remarks>
internal sealed class ServoStates
{
    // After this many seconds without a sample the frequency is frozen for good and the state says so.
    private const double SilenceSeconds = 30;

    // Samples must have flowed this long before holdover ends.
    private const int ReturnBlocks = 3;

    private readonly LockDetector _lock = new();
    private double _entered;
    private double _lastSample = double.MinValue;
    private long _blocksBefore;

    public ServoState State { get; private set; }

    /// <summary>When the state was entered, on the clock's own scale.</summary>
    public PtpInstant Since { get; private set; }

    /// <summary>Times the servo began to acquire.</summary>
    public int Acquisitions { get; private set; }

    /// <summary>True when there is a frequency to freeze and samples have not come for too long.</summary>
    public bool MustFreeze(double time) => IsClaiming && IsSilent(time);

    /// <summary>True in the states that follow a server.</summary>
    public bool IsClaiming => State is ServoState.Acquiring or ServoState.Locked;

    public void Begin(PtpInstant now) => Since = now;

    public void OnSample(double time) => _lastSample = Math.Max(_lastSample, time);

    /// <summary>Goes on; not when <see cref="MustFreeze"/>.</summary>
    /// <param name="time">Now.</param>
    /// <param name="now">Now on the clock's own scale.</param>
    /// <param name="blocks">Blocks seen.</param>
    /// <param name="sigmaPpb">Uncertainty of the frequency, in ppb.</param>
    /// <param name="settings">Threshold, hold time and longest holdover.</param>
    public void Move(double time, PtpInstant now, long blocks, double sigmaPpb, ServoSettings settings)
    {
        switch (State)
        {
            case ServoState.FreeRun when !IsSilent(time) && blocks > _blocksBefore:
                Acquisitions++;
                _lock.Reset();
                Enter(ServoState.Acquiring, time, now);
                break;
            case ServoState.Acquiring when IsLocked(time, sigmaPpb, settings):
                Enter(ServoState.Locked, time, now);
                break;
            case ServoState.Locked when !IsLocked(time, sigmaPpb, settings):
                Acquisitions++;
                Enter(ServoState.Acquiring, time, now);
                break;
            case ServoState.Holdover when blocks >= _blocksBefore + ReturnBlocks:
                Enter(IsLocked(time, sigmaPpb, settings) ? ServoState.Locked : ServoState.Acquiring, time, now);
                break;
            case ServoState.Holdover when time - _entered > settings.HoldoverSeconds:
                _blocksBefore = blocks;
                _lock.Reset();
                Enter(ServoState.FreeRun, time, now);
                break;
        }
    }

    /// <summary>The frequency is frozen: holdover when it was locked, else nothing is claimed.</summary>
    public void Freeze(double time, PtpInstant now, long blocks)
    {
        _blocksBefore = blocks;
        Enter(_lock.IsLocked ? ServoState.Holdover : ServoState.FreeRun, time, now);
    }

    public void Reset(PtpInstant now, long blocks)
    {
        _lock.Reset();
        Acquisitions = 0;
        _lastSample = double.MinValue;
        _blocksBefore = blocks;
        Enter(ServoState.FreeRun, 0, now);
    }

    private bool IsSilent(double time) => time - _lastSample > SilenceSeconds;

    private bool IsLocked(double time, double sigmaPpb, ServoSettings settings) => _lock.Update(time, sigmaPpb, settings.LockThresholdPpb, settings.LockHoldSeconds);

    private void Enter(ServoState state, double time, PtpInstant now)
    {
        State = state;
        _entered = time;
        Since = now;
    }
}
