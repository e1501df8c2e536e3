using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>An XPath filter (RFC 6241 §8.9): the selected nodes with everything below them, and the ancestors and keys that place them.</summary>
internal sealed class XPathDataFilter(XPathFilter expression) : DataFilter
{
    /// <summary>Compiles a select attribute; null when errors were reported.</summary>
    public static DataFilter? Compile(string select, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes, ParameterReader parameters)
    {
        var filter = Compile(select, schema, prefixes, out var error);
        if (error is not null)
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"filter: select {error}"), "filter");
        }

        return filter;
    }

    /// <summary>Compiles an expression; null and a sentence when it is not understood.</summary>
    public static DataFilter? Compile(string text, SchemaContext schema, IReadOnlyDictionary<string, string> prefixes, out string? error)
    {
        if (XPathFilter.TryCompile(text, prefixes, schema, out var filter, out var fault))
        {
            error = null;
            return new XPathDataFilter(filter);
        }

        error = $"\"{text}\" is not understood {fault}";
        return null;
    }

    // Predicates may look at anything, so everything has to be there.
    public override bool MaySelect(SchemaNode topLevel) => true;

    public override bool MayYield(SchemaNode topLevel) => expression.MaySelect(topLevel);

    public override RootNode Select(DataTree tree, int levels, out string? error)
    {
        var result = expression.Evaluate(tree);
        error = result.Error;
        if (result.SelectsAll)
        {
            return Everything.Select(tree, levels, out _);
        }

        var selection = new PathSelection();
        foreach (var path in result.Paths)
        {
            selection.Add(path);
        }

        return (RootNode?)selection.Cut(tree.Root, levels) ?? RootNode.Empty(tree.Schema.Root);
    }
}
