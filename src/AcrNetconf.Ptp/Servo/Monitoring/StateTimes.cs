namespace AcrNetconf.Ptp.Servo.Monitoring;

/// <summary>Seconds spent in each state.</summary>
public readonly record struct StateTimes(double FreeRun, double Acquiring, double Locked, double Holdover)
{
    /// <summary>The same with <paramref name="seconds"/> more in <paramref name="state"/>.</summary>
    public StateTimes Plus(ServoState state, double seconds) => state switch
    {
        ServoState.FreeRun => this with { FreeRun = FreeRun + seconds },
        ServoState.Acquiring => this with { Acquiring = Acquiring + seconds },
        ServoState.Locked => this with { Locked = Locked + seconds },
        _ => this with { Holdover = Holdover + seconds },
    };
}
