using System.Collections.Immutable;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>An error-path: an absolute XPath with the meaning of its prefixes (RFC 6241 §4.3).</summary>
/// <param name="Text">The expression, e.g. <c>/ptp-adaptive:ptp-adaptive/ptp-adaptive:domain</c>.</param>
/// <param name="Namespaces">Prefix and namespace pairs the reply declares on the element.</param>
public sealed record ErrorPath(string Text, ImmutableArray<(string Prefix, string Namespace)> Namespaces);
