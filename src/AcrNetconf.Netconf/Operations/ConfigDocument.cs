using System.Buffers;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>A whole configuration as a document with a config element (RFC 6241 §8.8.5), as it stands in files named by URL.</summary>
internal static class ConfigDocument
{
    public static ReadOnlyMemory<byte> Write(DataTree tree, RootNode part, WithDefaultsMode mode)
    {
        var options = new WriteOptions(mode);
        DataBranch content = part;
        if (mode is WithDefaultsMode.ReportAll or WithDefaultsMode.ReportAllTagged)
        {
            content = DefaultView.WithDefaults(part, WhenConditions.For(tree), configOnly: true, []);
            options = options with { HasDefaults = true };
        }

        var output = new ArrayBufferWriter<byte>();
        AsciiXml.Raw(output, "<config xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\">"u8);
        XmlDataWriter.WriteContent(output, tree.Schema, content, options, NetconfNames.Base);
        AsciiXml.Raw(output, "</config>\n"u8);
        return output.WrittenMemory;
    }
}
