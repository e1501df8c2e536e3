namespace AcrNetconf.Lab.Bars;

/// <summary>A bar with what the runs gave.</summary>
/// <param name="Group">Name of the group.</param>
/// <param name="Bar">The bar.</param>
/// <param name="Values">One a seed, in order of seeds.</param>
internal sealed record BarResult(string Group, Bar Bar, IReadOnlyList<double> Values)
{
    public double Worst => Bar.Worst([.. Values]);

    public bool IsMet => Bar.IsMet(Worst);
}
