using System.Buffers;
using System.Collections.Immutable;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Writes rpc-reply documents: default namespace, no prefixes, ASCII only (RFC 6241 §4.2, §4.3).</summary>
/// <remarks>No XML declaration, which RFC 6241 §3 leaves to the sender: one client in use hands replies as text to a parser that refuses it.</remarks>
internal static class RpcReplyWriter
{
    /// <summary>Writes a whole reply with all attributes of the request.</summary>
    public static void Write(IBufferWriter<byte> output, ImmutableArray<RpcAttribute> attributes, RpcReply reply)
    {
        AsciiXml.Raw(output, "<rpc-reply xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\""u8);
        WriteAttributes(output, attributes);
        AsciiXml.Raw(output, ">"u8);
        switch (reply)
        {
            case RpcReply.Ok:
                AsciiXml.Raw(output, "<ok/>"u8);
                break;
            case RpcReply.Failed failed:
                foreach (var error in failed.Errors)
                {
                    WriteError(output, error);
                }

                break;
            case RpcReply.Content content:
                content.Write(output);
                break;
        }

        AsciiXml.Raw(output, "</rpc-reply>"u8);
    }

    private static void WriteAttributes(IBufferWriter<byte> output, ImmutableArray<RpcAttribute> attributes)
    {
        var declared = new HashSet<string>();
        foreach (var attribute in attributes)
        {
            // A foreign attribute needs its prefix declared here too; xml: is always declared.
            if (attribute.Prefix.Length > 0 && attribute.Prefix != "xml" && declared.Add(attribute.Prefix))
            {
                AsciiXml.Raw(output, " xmlns:"u8);
                AsciiXml.Name(output, attribute.Prefix);
                WriteValue(output, attribute.Namespace);
            }

            AsciiXml.Raw(output, " "u8);
            if (attribute.Prefix.Length > 0)
            {
                AsciiXml.Name(output, attribute.Prefix);
                AsciiXml.Raw(output, ":"u8);
            }

            AsciiXml.Name(output, attribute.Name);
            WriteValue(output, attribute.Value);
        }
    }

    private static void WriteValue(IBufferWriter<byte> output, string value)
    {
        AsciiXml.Raw(output, "=\""u8);
        AsciiXml.Attribute(output, value);
        AsciiXml.Raw(output, "\""u8);
    }

    private static void WriteError(IBufferWriter<byte> output, RpcError error)
    {
        AsciiXml.Raw(output, "<rpc-error>"u8);
        AsciiXml.Element(output, "error-type", TypeName(error.Type));
        AsciiXml.Element(output, "error-tag", error.Tag);
        AsciiXml.Element(output, "error-severity", "error");
        if (error.AppTag is { } appTag)
        {
            AsciiXml.Element(output, "error-app-tag", appTag);
        }

        if (error.Path is { } path)
        {
            WritePath(output, path);
        }

        AsciiXml.Element(output, "error-message", error.Message);
        if (!error.Info.IsDefaultOrEmpty)
        {
            WriteInfo(output, error.Info);
        }

        AsciiXml.Raw(output, "</rpc-error>"u8);
    }

    private static void WritePath(IBufferWriter<byte> output, ErrorPath path)
    {
        AsciiXml.Raw(output, "<error-path"u8);
        foreach (var (prefix, @namespace) in path.Namespaces)
        {
            AsciiXml.Raw(output, " xmlns:"u8);
            AsciiXml.Name(output, prefix);
            WriteValue(output, @namespace);
        }

        AsciiXml.Raw(output, ">"u8);
        AsciiXml.Text(output, path.Text);
        AsciiXml.Raw(output, "</error-path>"u8);
    }

    private static void WriteInfo(IBufferWriter<byte> output, ImmutableArray<ViolationInfo> info)
    {
        AsciiXml.Raw(output, "<error-info>"u8);
        foreach (var item in info)
        {
            WriteInfo(output, item, NetconfNames.Base);
        }

        AsciiXml.Raw(output, "</error-info>"u8);
    }

    private static void WriteInfo(IBufferWriter<byte> output, ViolationInfo item, string around)
    {
        var own = item.Namespace.Length == 0 ? NetconfNames.Base : item.Namespace;
        AsciiXml.Raw(output, "<"u8);
        AsciiXml.Name(output, item.Name);
        if (own != around)
        {
            AsciiXml.Raw(output, " xmlns"u8);
            WriteValue(output, own);
        }

        foreach (var (prefix, @namespace) in item.Prefixes)
        {
            AsciiXml.Raw(output, " xmlns:"u8);
            AsciiXml.Name(output, prefix);
            WriteValue(output, @namespace);
        }

        AsciiXml.Raw(output, ">"u8);
        foreach (var child in item.Children)
        {
            WriteInfo(output, child, own);
        }

        AsciiXml.Text(output, item.Value);
        AsciiXml.Raw(output, "</"u8);
        AsciiXml.Name(output, item.Name);
        AsciiXml.Raw(output, ">"u8);
    }

    private static string TypeName(ErrorType type) => type switch
    {
        ErrorType.Transport => "transport",
        ErrorType.Rpc => "rpc",
        ErrorType.Protocol => "protocol",
        _ => "application",
    };
}
