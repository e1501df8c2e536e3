namespace AcrNetconf.Ptp.Servo.Packets;

/// <summary>What to do with a sample.</summary>
internal enum GuardVerdict
{
    Accept,

    /// <summary>Far from what came before and alone with it.</summary>
    Drop,

    /// <summary>Far from what came before, and so were several others: somebody's clock was set.</summary>
    Jump,
}

/// <summary>Keeps samples out that are off by milliseconds, until enough of them agree that the time itself has jumped.</summary>
internal sealed class JumpGuard
{
    private const double LimitNanoseconds = 10e6;
    private const double LimitPpb = 500_000;
    private const int Witnesses = 12;
    private const double WitnessSeconds = 1;

    private double? _time;
    private double _value;
    private double _strangerTime;
    private double _strangerSince;
    private double _strangerValue;
    private int _strangers;

    public GuardVerdict Check(double time, double value)
    {
        if (_time is not { } last || IsNear(time - last, value - _value))
        {
            _time = time;
            _value = value;
            _strangers = 0;
            return GuardVerdict.Accept;
        }

        if (_strangers == 0 || !IsNear(time - _strangerTime, value - _strangerValue))
        {
            _strangers = 0;
            _strangerSince = time;
        }

        _strangers++;
        _strangerTime = time;
        _strangerValue = value;
        return _strangers >= Witnesses && time - _strangerSince >= WitnessSeconds ? GuardVerdict.Jump : GuardVerdict.Drop;
    }

    public void Reset()
    {
        _time = null;
        _strangers = 0;
    }

    private static bool IsNear(double seconds, double nanoseconds) => Math.Abs(nanoseconds) < LimitNanoseconds + (LimitPpb * Math.Abs(seconds));
}
