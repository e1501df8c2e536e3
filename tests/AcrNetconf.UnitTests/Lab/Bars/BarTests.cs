using AcrNetconf.Lab.Bars;
using AcrNetconf.Lab.Baselines;
using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.UnitTests.Lab.Bars;

[TestClass]
public sealed class BarTests
{
    [TestMethod]
    public void Table_names_only_what_exists_and_every_group_once()
    {
        foreach (BarGroup group in BarGroup.All)
        {
            Assert.IsNotNull(NetworkScenario.Find(group.Scenario), group.Name);
            Assert.IsNotNull(OscillatorSettings.Find(group.Oscillator), group.Name);
            Assert.IsTrue(group.Reference is null || ServoChoice.All.Any(choice => choice.Name == group.Reference), group.Name);
        }

        CollectionAssert.AllItemsAreUnique(BarGroup.All.Select(group => group.Name).ToList());
    }

    [TestMethod]
    [DataRow(BarSense.AtMost, 5, 3, false)]
    [DataRow(BarSense.AtLeast, 1, 3, false)]
    [DataRow(BarSense.MeanAtLeast, 3, 3, true)]
    public void Worst_value_depends_on_the_sense(object sense, double expected, double limit, bool met)
    {
        Bar bar = new("x", limit, (_, _) => 0, (BarSense)sense);
        Assert.AreEqual(expected, bar.Worst([1, 3, 5]));
        Assert.AreEqual(met, bar.IsMet(bar.Worst([1, 3, 5])));
    }

    [TestMethod]
    public void Figure_that_never_came_about_is_a_miss()
    {
        Bar bar = new("x", 600, (_, _) => 0);
        Assert.IsFalse(bar.IsMet(bar.Worst([1, double.PositiveInfinity])));
    }
}
