using AcrNetconf.Netconf.Origins;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;

namespace AcrNetconf.Netconf.Operations;

/// <summary>A reply with data: filtered, then cut to what the user may read, then written with defaults as asked.</summary>
internal static class DataReply
{
    /// <param name="context">Who asks.</param>
    /// <param name="tree">The datastore.</param>
    /// <param name="query">What is wanted of it.</param>
    /// <param name="namespace">Namespace of the data element.</param>
    /// <param name="annotator">Adds attributes, or null.</param>
    /// <param name="origins">Where the configuration of the tree comes from, when the query asks for that.</param>
    public static RpcReply Create(
        OperationContext context, DataTree tree, DataQuery query, string @namespace, BranchAnnotator? annotator = null, OriginPlace? origins = null)
    {
        var found = query.Select(tree, origins, out var error);
        if (error is not null)
        {
            return RpcReply.Failure(RpcError.InvalidValue(ErrorType.Protocol, $"filter: {error}"));
        }

        var selected = context.Server.Access.Readable(context.Origin, found);
        return new RpcReply.Content(output =>
        {
            AsciiXml.Raw(output, "<data"u8);
            if (@namespace != NetconfNames.Base)
            {
                AsciiXml.Raw(output, " xmlns=\""u8);
                AsciiXml.Attribute(output, @namespace);
                AsciiXml.Raw(output, "\""u8);
            }

            var isWhole = annotator?.Start(output) ?? true;
            if (selected.IsEmpty || !isWhole)
            {
                AsciiXml.Raw(output, "/>"u8);
                return;
            }

            AsciiXml.Raw(output, ">"u8);
            XmlDataWriter.WriteContent(output, tree.Schema, selected, query.Options with { Annotator = annotator }, @namespace);
            AsciiXml.Raw(output, "</data>"u8);
        });
    }
}
