using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Origins;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;

namespace AcrNetconf.Netconf.Operations;

/// <summary>What a client wants of a tree. All conditions hold together.</summary>
/// <param name="Filter">Which nodes.</param>
/// <param name="Mode">What of defaults.</param>
/// <param name="ConfigOnly">True when the tree has no state, hence no defaults of state either.</param>
internal sealed record DataQuery(DataFilter Filter, WithDefaultsMode Mode, bool ConfigOnly)
{
    /// <summary>Levels of each selected node.</summary>
    public int Levels { get; init; } = DepthCut.Unbounded;

    /// <summary>Only configuration, only state, or both.</summary>
    public bool? IsConfig { get; init; }

    /// <summary>Which origins, or all.</summary>
    public OriginFilter? Origins { get; init; }

    /// <summary>How the result is to be written.</summary>
    public WriteOptions Options => new(Mode) { HasDefaults = AddsDefaults };

    private bool AddsDefaults => Mode is WithDefaultsMode.ReportAll or WithDefaultsMode.ReportAllTagged;

    /// <summary>The part of a tree that is wanted; access rights are not looked at.</summary>
    /// <param name="tree">The datastore.</param>
    /// <param name="origins">Where its configuration comes from; needed when the query asks for origins.</param>
    /// <param name="error">Why nothing could be selected, one sentence; null on success.</param>
    public RootNode Select(DataTree tree, OriginPlace? origins, out string? error)
    {
        // Defaults come first, so that a filter sees them and nothing is added that it did not select.
        var full = AddsDefaults ? DefaultView.WithDefaults(tree, Filter.Defaults, ConfigOnly) : tree;
        var found = Filter.Select(full, Levels, out error);
        if (Origins is not null && origins is not null)
        {
            found = Origins.Select(found, origins);
        }

        return IsConfig is { } isConfig ? ConfigFilter.Select(found, isConfig) : found;
    }
}
