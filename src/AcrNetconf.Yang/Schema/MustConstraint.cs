namespace AcrNetconf.Yang.Schema;

/// <summary>A must-constraint with what to report when it fails (RFC 7950 §7.5.3, §7.5.4).</summary>
/// <param name="Expression">The condition, compiled in the module where it is written.</param>
/// <param name="ErrorMessage">error-message of the module, or null.</param>
/// <param name="ErrorAppTag">error-app-tag of the module, or null (then <c>must-violation</c>).</param>
public sealed record MustConstraint(XPath.YangExpression Expression, string? ErrorMessage, string? ErrorAppTag);
