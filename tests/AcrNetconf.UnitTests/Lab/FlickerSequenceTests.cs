using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.UnitTests.Lab;

[TestClass]
public sealed class FlickerSequenceTests
{
    [TestMethod]
    public void Poles_are_those_of_the_recommendation()
    {
        double[] expected = [.39409, .68133, .85704, .94011, .97559, .99017, .99605, .99842];
        FlickerSequence sequence = new();
        for (int stage = 0; stage < FlickerSequence.Stages; stage++)
        {
            Assert.AreEqual(expected[stage], sequence.Poles[stage], 5e-6);
        }
    }

    [TestMethod]
    [DataRow(60, 8.02552, 3.84298e-6, 2.0554e-6)]
    [DataRow(99.5, 20.132, 2.96694e-6, 55.944e-6)]
    public void Gamma_parameters_are_those_of_the_recommendation(double load, double shape, double scale, double offset)
    {
        GammaLoad parameters = GammaLoad.At(load);
        Assert.AreEqual(shape, parameters.Shape, 5e-5);
        Assert.AreEqual(scale, parameters.ScaleSeconds, 5e-11);
        Assert.AreEqual(offset, parameters.OffsetSeconds, 5e-10);
    }

    [TestMethod]
    [DataRow(20, 12.0, 7.6)]
    [DataRow(50, 26.2, 10.3)]
    [DataRow(80, 47, 10.7)]
    [DataRow(99, 74.6, 9.1)]
    [DataRow(100, 115.7, 13.3)]
    public void Drawn_delays_have_the_published_mean_and_deviation(double load, double meanMicroseconds, double deviationMicroseconds)
    {
        LabRandom random = new(1);
        GammaLoad parameters = GammaLoad.At(load);
        const int Count = 200_000;
        double sum = 0;
        double squares = 0;
        for (int index = 0; index < Count; index++)
        {
            double delay = (parameters.Draw(random) * 1e-3) - (GammaLoad.FloorSeconds * 1e6);
            sum += delay;
            squares += delay * delay;
        }

        double mean = sum / Count;
        Assert.AreEqual(meanMicroseconds, mean, 0.02 * meanMicroseconds);
        Assert.AreEqual(deviationMicroseconds, Math.Sqrt((squares / Count) - (mean * mean)), 0.03 * deviationMicroseconds);
    }

    [TestMethod]
    public void Loads_span_everything_and_are_seldom_low()
    {
        double[] loads = FlickerSequence.Loads(new(7), 20_000);
        Assert.AreEqual(0, loads.Min());
        Assert.AreEqual(100, loads.Max());
        Assert.IsLessThan(0.25, loads.Count(load => load < 20) / 20_000.0);
    }
}
