using System.Collections.Immutable;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.Encoding;

/// <summary>A document read with its attributes, and everything wrong with it.</summary>
/// <param name="Root">Stands for the element the reader stood on; only to be used when there are no violations.</param>
/// <param name="Violations">In document order; empty when the document is good.</param>
public sealed record ElementReadResult(DataElement Root, ImmutableArray<Violation> Violations)
{
    public bool IsValid => Violations.IsEmpty;
}
