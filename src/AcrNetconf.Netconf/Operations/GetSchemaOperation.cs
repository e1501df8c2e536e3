using System.Xml;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>get-schema (RFC 6022 §3.1): the text of a module or submodule, exactly as it was read.</summary>
internal sealed class GetSchemaOperation() : Operation("get-schema", "ietf-netconf-monitoring", NetconfNames.Monitoring)
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        string? identifier = null;
        string? version = null;
        var format = "yang";
        while (parameters.Next())
        {
            switch (parameters.Name)
            {
                case "identifier" when parameters.IsOwn:
                    identifier = parameters.ReadText();
                    break;
                case "version" when parameters.IsOwn:
                    version = parameters.ReadText();
                    break;
                case "format" when parameters.IsOwn:
                    // An identityref, but clients in use send it with any prefix or none: the name decides.
                    format = parameters.ReadText();
                    format = format[(format.IndexOf(':') + 1)..];
                    break;
                default:
                    parameters.Unknown();
                    break;
            }
        }

        if (identifier is null)
        {
            parameters.Missing("identifier");
            return null;
        }

        if (format is not ("yang" or ""))
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Application, $"get-schema: schemas are served as yang, not as {format}"));
        }

        return _ => ValueTask.FromResult(Find(context, identifier, version));
    }

    private static RpcReply Find(OperationContext context, string identifier, string? version)
    {
        var texts = SchemaTexts.Find(context.Server.Schema, identifier);
        var named = string.IsNullOrEmpty(version) ? texts : [.. texts.Where(t => t.Version == version)];
        if (named.Count == 0)
        {
            var known = texts.Count == 0 ? "this server does not know it" : $"this server has {string.Join(", ", texts.Select(t => t.Version))}";
            return RpcReply.Failure(RpcError.InvalidValue(
                ErrorType.Application, $"get-schema: no schema {identifier}{(string.IsNullOrEmpty(version) ? "" : " " + version)}: {known}"));
        }

        if (named.Count > 1)
        {
            // RFC 6022 §3.1: more than one match is operation-failed with this app-tag.
            return RpcReply.Failure(RpcError.OperationFailed(
                ErrorType.Application, $"get-schema: {identifier} has revisions {string.Join(", ", named.Select(t => t.Version))}; name one as version") with
            {
                AppTag = "data-not-unique",
            });
        }

        return new RpcReply.Content(output =>
        {
            AsciiXml.Raw(output, "<data xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring\">"u8);
            AsciiXml.Text(output, named[0].Text);
            AsciiXml.Raw(output, "</data>"u8);
        });
    }
}
