using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Yang.Validation;

/// <summary>A tree after the deletions that YANG makes by itself.</summary>
/// <param name="Tree">The tree.</param>
/// <param name="Deleted">What was deleted because another case was chosen or a when became false; empty containers are not mentioned.</param>
public sealed record NormalisedTree(DataTree Tree, ImmutableArray<InstancePath> Deleted);
