using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.UnitTests.Lab;

[TestClass]
public sealed class WanderMetricsTests
{
    [TestMethod]
    [DataRow(1, 1)]
    [DataRow(2, 3)]
    [DataRow(3, 17)]
    [DataRow(4, 100)]
    public void Fast_algorithms_equal_the_definitions(long seed, int samples)
    {
        double[] errors = RandomWalk(seed, 600);
        Assert.AreEqual(BruteMtie(errors, samples), WanderMetrics.Mtie(errors, samples), 1e-9);
        Assert.AreEqual(BruteTdev(errors, samples), WanderMetrics.Tdev(errors, samples), 1e-6);
        Assert.AreEqual(BruteAdev(errors, samples, 0.5), WanderMetrics.Adev(errors, samples, 0.5), 1e-9);
    }

    [TestMethod]
    public void Window_longer_than_the_record_gives_nothing()
    {
        double[] errors = RandomWalk(5, 30);
        Assert.AreEqual(double.NaN, WanderMetrics.Mtie(errors, 30));
        Assert.AreEqual(double.NaN, WanderMetrics.Tdev(errors, 11));
        Assert.AreEqual(double.NaN, WanderMetrics.Adev(errors, 15, 1));
    }

    [TestMethod]
    public void Ramp_is_a_frequency_offset_and_nothing_else()
    {
        double[] errors = [.. Enumerable.Range(0, 500).Select(second => 3.5 * second)];
        Assert.AreEqual(3.5, WanderMetrics.FrequencyOffset(errors, 1), 1e-9);
        Assert.AreEqual(350, WanderMetrics.Mtie(errors, 100), 1e-9);
        Assert.AreEqual(0, WanderMetrics.Tdev(errors, 100), 1e-9);
        Assert.AreEqual(0, WanderMetrics.Adev(errors, 100, 1), 1e-9);
    }

    private static double[] RandomWalk(long seed, int length)
    {
        LabRandom random = new(seed);
        double[] errors = new double[length];
        double level = 0;
        for (int index = 0; index < length; index++)
        {
            level += random.NextGaussian();
            errors[index] = level + (10 * random.NextGaussian());
        }

        return errors;
    }

    private static double BruteMtie(double[] errors, int samples)
    {
        double largest = 0;
        for (int start = 0; start + samples < errors.Length; start++)
        {
            double[] window = errors[start..(start + samples + 1)];
            largest = Math.Max(largest, window.Max() - window.Min());
        }

        return largest;
    }

    private static double BruteTdev(double[] x, int n)
    {
        double squares = 0;
        int terms = x.Length - (3 * n) + 1;
        for (int j = 0; j < terms; j++)
        {
            double sum = 0;
            for (int i = j; i < j + n; i++)
            {
                sum += x[i + (2 * n)] - (2 * x[i + n]) + x[i];
            }

            squares += sum * sum;
        }

        return Math.Sqrt(squares / (6.0 * n * n * terms));
    }

    private static double BruteAdev(double[] x, int n, double spacing)
    {
        double squares = 0;
        int terms = x.Length - (2 * n);
        for (int i = 0; i < terms; i++)
        {
            double before = (x[i + n] - x[i]) / (n * spacing);
            double after = (x[i + (2 * n)] - x[i + n]) / (n * spacing);
            squares += (after - before) * (after - before);
        }

        return Math.Sqrt(squares / (2 * terms));
    }
}
