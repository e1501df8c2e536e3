using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Filtering;

/// <summary>The filter of an operation of the NMDA: subtree-filter or xpath-filter, read with the other parameters.</summary>
internal static class InputFilter
{
    /// <summary>The filter, everything without one; null when an error was reported.</summary>
    public static DataFilter? Compile(OperationNode input, SchemaContext schema, string operation, List<RpcError> errors)
    {
        if (input.Find("subtree-filter") is AnydataNode subtree)
        {
            return SubtreeFilter.Compile(subtree.Value, schema, new Dictionary<string, string>());
        }

        if (input.Find("xpath-filter") is not LeafNode expression)
        {
            return DataFilter.Everything;
        }

        var filter = XPathDataFilter.Compile(expression.Value.ToString(), schema, new Dictionary<string, string>(), out var error);
        if (error is not null)
        {
            errors.Add(RpcError.InvalidValue(ErrorType.Protocol, $"{operation}: xpath-filter {error}"));
        }

        return filter;
    }
}
