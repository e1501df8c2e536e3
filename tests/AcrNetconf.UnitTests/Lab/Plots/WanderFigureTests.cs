using System.Buffers.Binary;
using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Plots;

namespace AcrNetconf.UnitTests.Lab.Plots;

[TestClass]
public sealed class WanderFigureTests
{
    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(4000)]
    public void Series_of_any_length_becomes_a_picture(int length)
    {
        string path = Path.Combine(Path.GetTempPath(), $"figure-{Guid.NewGuid():N}.png");
        try
        {
            WanderFigure.Save(path, "title", [new("sine", Sine(length), 1, 100), new("no wander at all", new double[length])]);
            byte[] png = File.ReadAllBytes(path);
            CollectionAssert.AreEqual(new byte[] { 0x89, 0x50, 0x4E, 0x47 }, png[..4]);
            Assert.AreEqual(820, BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(16)));
            Assert.IsLessThan(100_000, png.Length);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [TestMethod]
    public void Curve_rises_by_one_two_five_and_ends_with_the_data()
    {
        (double Interval, double Value)[] curve = [.. WanderCurve.Of(new("ramp", [.. Enumerable.Range(0, 31).Select(i => 3.0 * i)]), WanderQuantity.Mtie)];
        CollectionAssert.AreEqual(new[] { (1.0, 3.0), (2.0, 6.0), (5.0, 15.0), (10.0, 30.0), (20.0, 60.0) }, curve);
    }

    private static double[] Sine(int length) => [.. Enumerable.Range(0, length).Select(i => 100 * Math.Sin(i / 50.0))];
}
