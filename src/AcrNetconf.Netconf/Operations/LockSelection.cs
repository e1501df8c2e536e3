using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Netconf.Operations;

/// <summary>One select of a partial-lock: an XPath expression, or an instance-identifier where there is no :xpath capability (RFC 5717 §2.4.1).</summary>
/// <param name="Text">The expression, with module names for prefixes.</param>
/// <param name="Expression">The same, compiled.</param>
internal sealed record LockSelection(string Text, XPathFilter Expression)
{
    /// <summary>Compiles a select; null when errors were reported.</summary>
    public static LockSelection? Compile(string text, IReadOnlyDictionary<string, string> prefixes, SchemaContext schema, ParameterReader parameters)
    {
        if (!schema.Serves(ProtocolFeatures.XPath) && !InstancePath.TryParse(text, schema, new Declared(schema, prefixes), out _, out var reason))
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"partial-lock: {reason}; this server has no :xpath capability") with
            {
                AppTag = "invalid-lock-specification",
            });
            return null;
        }

        if (XPathFilter.TryCompile(text, prefixes, schema, out var expression, out var error))
        {
            return new LockSelection(expression.PortableText, expression);
        }

        parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"partial-lock: select \"{text}\" is not understood {error}"));
        return null;
    }

    public XPathFilterResult Evaluate(DataTree running) => Expression.Evaluate(running);

    private sealed class Declared(SchemaContext schema, IReadOnlyDictionary<string, string> prefixes) : IPrefixResolver
    {
        public YangModule? Resolve(string prefix) => prefixes.TryGetValue(prefix, out var name) ? schema.FindModuleByNamespace(name) : null;
    }
}
