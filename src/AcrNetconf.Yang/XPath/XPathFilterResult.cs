using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Yang.XPath;

/// <summary>What a filter selects.</summary>
/// <param name="Paths">Selected nodes in document order, each once; whole list entries and leaf-list values, never whole lists.</param>
/// <param name="Error">Why nothing could be selected; null on success.</param>
public sealed record XPathFilterResult(ImmutableArray<InstancePath> Paths, string? Error)
{
    /// <summary>True when the expression selects the root, that is everything.</summary>
    public bool SelectsAll => Paths is [{ IsRoot: true }, ..];
}
