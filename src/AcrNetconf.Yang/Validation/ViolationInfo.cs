using System.Collections.Immutable;

namespace AcrNetconf.Yang.Validation;

/// <summary>One element of the error-info a violation carries (RFC 6241 §4.3, RFC 7950 §15).</summary>
/// <param name="Name">Element name, e.g. <c>bad-element</c> or <c>non-unique</c>.</param>
/// <param name="Namespace">XML namespace of the element.</param>
/// <param name="Value">Text content.</param>
public sealed record ViolationInfo(string Name, string Namespace, string Value)
{
    /// <summary>Elements inside, in place of text; usually none.</summary>
    public ImmutableArray<ViolationInfo> Children { get; init; } = [];

    /// <summary>Prefixes the text uses, to be declared on the element; usually none.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Prefixes { get; init; } = [];
}
