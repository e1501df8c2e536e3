namespace AcrNetconf.Lab.Simulation;

/// <summary>The eight cascaded filters of G.8263 Amd.2 Appendix I that turn white noise into the flicker the load follows.</summary>
internal sealed class FlickerSequence
{
    public const int Stages = 8;
    private const double Ratio = 2.5;
    private const double FirstPole = 0.13;

    private readonly double[] _previousInputs = new double[Stages];
    private readonly double[] _previousOutputs = new double[Stages];

    public FlickerSequence()
    {
        double first = (1 - FirstPole) / Math.Sqrt(FirstPole);
        for (int stage = 0; stage < Stages; stage++)
        {
            double omega = first / Math.Pow(Ratio, stage);
            double mu = omega / Ratio;
            Poles[stage] = Root(mu);
            Zeros[stage] = Root(omega);
        }
    }

    /// <summary>φ of each stage.</summary>
    public double[] Poles { get; } = new double[Stages];

    /// <summary>θ of each stage.</summary>
    public double[] Zeros { get; } = new double[Stages];

    /// <summary>Passes one white sample through the cascade.</summary>
    public double Next(double white)
    {
        double input = white;
        for (int stage = 0; stage < Stages; stage++)
        {
            double output = (Poles[stage] * _previousOutputs[stage]) + input - (Zeros[stage] * _previousInputs[stage]);
            _previousInputs[stage] = input;
            _previousOutputs[stage] = output;
            input = output;
        }

        return input;
    }

    /// <summary>Loads in percent for <paramref name="cycles"/> cycles, spread over 0..100.</summary>
    public static double[] Loads(LabRandom random, int cycles)
    {
        FlickerSequence filter = new();
        double[] values = new double[cycles];
        double smallest = double.MaxValue;
        double largest = double.MinValue;
        for (int index = 0; index < cycles; index++)
        {
            values[index] = filter.Next(random.NextGaussian());
            smallest = Math.Min(smallest, values[index]);
            largest = Math.Max(largest, values[index]);
        }

        for (int index = 0; index < cycles; index++)
        {
            values[index] = 100 * (values[index] - smallest) / (largest - smallest);
        }

        return values;
    }

    private static double Root(double w) => 1 + (w * (w - Math.Sqrt((w * w) + 4)) / 2);
}
