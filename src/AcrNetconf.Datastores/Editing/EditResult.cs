using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Editing;

/// <summary>What applying an edit gave.</summary>
/// <param name="Tree">The tree with every edit node that was legal; adopt it only when <paramref name="Errors"/> is empty or the client asked to continue on error.</param>
/// <param name="Errors">One violation per illegal edit node, in document order.</param>
public sealed record EditResult(DataTree Tree, ImmutableArray<Violation> Errors);
