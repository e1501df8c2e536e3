using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>Prefixes that are module names, as in JSON (RFC 7951 §4).</summary>
/// <param name="context">Where modules are found.</param>
/// <param name="unprefixed">The module of values without prefix: that of the leaf they stand in.</param>
public sealed class ModuleNames(SchemaContext context, YangModule? unprefixed = null) : IPrefixResolver
{
    /// <inheritdoc/>
    public YangModule? Resolve(string prefix) => prefix.Length == 0 ? unprefixed : context.FindModule(prefix);
}
