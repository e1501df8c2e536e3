namespace AcrNetconf.Lab.Simulation;

/// <summary>Packet delay at a given load: the gamma law of G.8263 Amd.2 Appendix I with its polynomial parameters.</summary>
/// <param name="Shape">Shape of the gamma law.</param>
/// <param name="ScaleSeconds">Its scale (the text says rate), seconds.</param>
/// <param name="OffsetSeconds">Load-dependent shift of the floor, seconds.</param>
internal readonly record struct GammaLoad(double Shape, double ScaleSeconds, double OffsetSeconds)
{
    /// <summary>The floor common to all loads, seconds.</summary>
    public const double FloorSeconds = 57.32e-6;

    private const double Saturation = 99;

    private static readonly double[] ShapeTerms =
        [3.0302171048327e-10, -9.7822643361772e-8, 1.1854660981753e-5, -6.6624332958641e-4, 1.8713517871851e-2, -1.4120879264166e-1, 1.3306420437613];

    private static readonly double[] ScaleTerms =
        [-3.7527709385196e-16, 1.2590219237780e-13, -1.6595170368502e-11, 1.0886566230108e-9, -3.7186572402355e-8, 5.9390899042069e-7, 1.6110589771449e-6];

    private static readonly double[] OffsetTerms =
        [1.0843935243576e-15, -2.8578719666972e-13, 2.9508400604002e-11, -1.4410536532614e-9, 3.3119857891960e-8, -2.9200865252098e-7, 8.1781119355525e-7];

    /// <summary>Parameters at <paramref name="percent"/> load, 0..100.</summary>
    public static GammaLoad At(double percent) => percent > Saturation
        ? new(20.132, 2.96694e-6, 55.944e-6)
        : new(Evaluate(ShapeTerms, percent), Evaluate(ScaleTerms, percent), Evaluate(OffsetTerms, percent));

    /// <summary>Draws one delay in nanoseconds.</summary>
    public double Draw(LabRandom random) => (FloorSeconds + OffsetSeconds + (ScaleSeconds * random.NextGamma(Shape))) * 1e9;

    private static double Evaluate(double[] terms, double x)
    {
        double sum = 0;
        foreach (double term in terms)
        {
            sum = (sum * x) + term;
        }

        return sum;
    }
}
