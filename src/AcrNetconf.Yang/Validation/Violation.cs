using System.Collections.Immutable;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Yang.Validation;

/// <summary>One thing wrong with a data tree or a document, in the terms a NETCONF error needs (RFC 7950 §8, §15).</summary>
/// <param name="ErrorTag">error-tag of RFC 6241 Appendix A, e.g. <c>data-missing</c>.</param>
/// <param name="ErrorAppTag">error-app-tag of RFC 7950 §15 or of the module, or null.</param>
/// <param name="Path">The offending node, or its parent when the node is missing; null when no node can be named.</param>
/// <param name="Message">One line an operator can act on: path, value, rule, in that order; or the module's own error-message.</param>
/// <param name="Info">Elements of error-info, in order; may be empty, never default.</param>
/// <remarks>A value caused by a peer's data, never an exception. Equality compares <paramref name="Info"/> element by element.</remarks>
public sealed record Violation(string ErrorTag, string? ErrorAppTag, InstancePath? Path, string Message, ImmutableArray<ViolationInfo> Info)
{
    /// <summary>A violation without error-info.</summary>
    public Violation(string errorTag, string? errorAppTag, InstancePath? path, string message)
        : this(errorTag, errorAppTag, path, message, [])
    {
    }

    /// <inheritdoc/>
    public bool Equals(Violation? other)
        => other is not null
            && ErrorTag == other.ErrorTag
            && ErrorAppTag == other.ErrorAppTag
            && Equals(Path?.ToString(), other.Path?.ToString())
            && Message == other.Message
            && Info.AsSpan().SequenceEqual(other.Info.AsSpan());

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ErrorTag, ErrorAppTag, Message, Info.Length);

    /// <inheritdoc/>
    public override string ToString() => ErrorAppTag is null ? $"{ErrorTag}: {Message}" : $"{ErrorTag} ({ErrorAppTag}): {Message}";
}
