using AcrNetconf.Lab.Simulation;

namespace AcrNetconf.Lab.Bars;

/// <summary>One promise: a figure of every run and the limit its worst value must keep.</summary>
/// <param name="Title">Figure with its unit.</param>
/// <param name="Limit">The worst run must not be beyond it.</param>
/// <param name="Figure">The figure of one run, given the reference servo's run over the same packets if there is one; infinite when it never came about.</param>
/// <param name="Sense">Which side of the limit is good.</param>
/// <param name="Stretch">True for a goal that is reported but does not count as missed.</param>
internal sealed record Bar(string Title, double Limit, Func<RunResult, RunResult?, double> Figure, BarSense Sense = BarSense.AtMost, bool Stretch = false)
{
    /// <summary>The worst of <paramref name="values"/>.</summary>
    public double Worst(IReadOnlyCollection<double> values) => Sense switch
    {
        BarSense.AtMost => values.Max(),
        BarSense.AtLeast => values.Min(),
        _ => values.Average(),
    };

    /// <summary>True when <paramref name="worst"/> keeps the limit.</summary>
    public bool IsMet(double worst) => Sense == BarSense.AtMost ? worst <= Limit : worst >= Limit;
}
