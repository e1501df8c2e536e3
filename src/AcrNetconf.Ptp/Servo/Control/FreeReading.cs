namespace AcrNetconf.Ptp.Servo.Control;

/// <summary>A reading of the free-running oscillator: whole nanoseconds and a fraction of one in [0, 1).</summary>
internal readonly record struct FreeReading(long Nanoseconds, double Fraction)
{
    public FreeReading Plus(long nanoseconds, double correction)
    {
        double sum = Fraction + correction;
        double whole = Math.Floor(sum);
        return new(Nanoseconds + nanoseconds + (long)whole, sum - whole);
    }
}
