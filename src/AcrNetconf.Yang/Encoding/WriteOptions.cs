using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Yang.Encoding;

/// <summary>How data is written.</summary>
/// <param name="WithDefaults">What to do about defaults.</param>
/// <param name="Condition">Decides when-conditions of defaults to report; null takes them as true.</param>
/// <param name="ConfigOnly">True reports no defaults of state nodes.</param>
/// <param name="Indent">True puts every element on a line of its own, for people; clients get none.</param>
public sealed record WriteOptions(
    WithDefaultsMode WithDefaults = WithDefaultsMode.Explicit,
    DefaultCondition? Condition = null,
    bool ConfigOnly = false,
    bool Indent = false)
{
    /// <summary>What was set, on one line.</summary>
    public static WriteOptions Explicit { get; } = new();

    /// <summary>From the root to the parent of what is written, for <see cref="Condition"/>; empty when it is the root.</summary>
    public ImmutableArray<DataBranch> Ancestors { get; init; } = [];

    /// <summary>True when the data was made by <see cref="DefaultView.WithDefaults"/> and perhaps cut since: nothing is to be added to it.</summary>
    public bool HasDefaults { get; init; }

    /// <summary>Adds to containers and list entries, or null.</summary>
    public BranchAnnotator? Annotator { get; init; }

    internal bool AddsDefaults => !HasDefaults && WithDefaults is WithDefaultsMode.ReportAll or WithDefaultsMode.ReportAllTagged;

    /// <summary>The branch with the defaults these options ask for.</summary>
    internal DataBranch Prepare(DataBranch branch)
        => AddsDefaults ? DefaultView.WithDefaults(branch, Condition, ConfigOnly, Ancestors.AsSpan()) : branch;
}
