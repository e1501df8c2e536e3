using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.Encoding;

/// <summary>An action or a notification that stands inside data nodes (RFC 7950 §7.15.2, §7.16.2).</summary>
/// <param name="Parent">The data node it belongs to, keys included; the root at top level; null when it could not be found.</param>
/// <param name="Schema">The <see cref="OperationSchema"/> or <see cref="NotificationSchema"/>; null when none was found.</param>
/// <param name="Node">Its input or content; null when none was found.</param>
/// <param name="Violations">Everything wrong; empty when all of the above is there and good.</param>
public sealed record NestedReadResult(InstancePath? Parent, SchemaBranch? Schema, DataBranch? Node, ImmutableArray<Violation> Violations)
{
    public bool IsValid => Violations.IsEmpty;
}
