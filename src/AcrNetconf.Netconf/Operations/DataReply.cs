using System.Buffers;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.TransactionIds;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>A reply with data: filtered, then cut to what the user may read, then written with defaults as asked.</summary>
internal static class DataReply
{
    public static RpcReply Create(OperationContext context, DataTree tree, DataFilter filter, WithDefaultsMode mode, bool configOnly, string @namespace, TransactionIdWriter? ids = null)
    {
        var schema = tree.Schema;
        var options = new WriteOptions(mode) { Annotator = ids };
        if (mode is WithDefaultsMode.ReportAll or WithDefaultsMode.ReportAllTagged)
        {
            // Defaults come first, so that a filter sees them and nothing is added that it did not select.
            tree = tree.With(DefaultView.WithDefaults(tree.Root, WhenConditions.For(tree), configOnly, []));
            options = options with { HasDefaults = true };
        }

        var found = filter.Select(tree, out var error);
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

            var isWhole = ids?.WriteRoot(output) ?? true;
            if (selected.IsEmpty || !isWhole)
            {
                AsciiXml.Raw(output, "/>"u8);
                return;
            }

            AsciiXml.Raw(output, ">"u8);
            XmlDataWriter.WriteContent(output, schema, selected, options, @namespace);
            AsciiXml.Raw(output, "</data>"u8);
        });
    }
}
