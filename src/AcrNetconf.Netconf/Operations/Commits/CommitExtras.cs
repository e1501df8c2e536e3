using System.Xml;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>The parameters acr-commit adds to commit.</summary>
internal static class CommitExtras
{
    /// <summary>Takes a parameter when it is one of ours; null when it is not, and then it is still to be read.</summary>
    public static CommitRequest? TryRead(ParameterReader parameters, CommitRequest request, SchemaContext schema)
    {
        if (parameters.Reader.NamespaceURI != CommitNames.Namespace
            || schema.FindRpc(NetconfNames.Base, "commit")?.Input.FindDataChild(CommitNames.Namespace, parameters.Name) is not { } known)
        {
            return null;
        }

        return parameters.Name switch
        {
            "max-impact" => request with { MaximumImpact = ModelImpact.Parse(ReadLeaf(parameters, known)) },
            "comment" => request with { Comment = ReadLeaf(parameters, known) },
            "label" => request with { Label = ReadLeaf(parameters, known) },
            _ => request with { Gate = ReadGate(parameters, (SchemaBranch)known) },
        };
    }

    /// <summary>What may only be said when all parameters are known.</summary>
    public static void Check(ParameterReader parameters, CommitRequest request)
    {
        if (request is { Gate: not null, Confirmed: false })
        {
            parameters.Report(
                RpcError.MissingElement(ErrorType.Protocol, "confirmed", "commit: confirm-when-locked needs confirmed") with { AppTag = "not-confirmed" }, "confirmed");
        }
    }

    private static string? ReadLeaf(ParameterReader parameters, SchemaNode schema)
    {
        var text = parameters.ReadText();
        if (((LeafSchema)schema).Type.TryParse(text, null, out var value, out var violation))
        {
            return value.ToString();
        }

        parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"commit: {schema.Name}: {violation.Message}"));
        return null;
    }

    private static HealthGate ReadGate(ParameterReader parameters, SchemaBranch schema)
    {
        var lockedFor = (LeafSchema)schema.FindDataChild(CommitNames.Namespace, "locked-for")!; // the module declares it
        var seconds = lockedFor.Default!.Value.Number; // the module gives it one
        var reader = parameters.Reader;
        var isEmpty = reader.IsEmptyElement;
        var depth = reader.Depth;
        reader.Read();
        while (!isEmpty && reader.Depth > depth)
        {
            if (reader.NodeType != XmlNodeType.Element)
            {
                reader.Read();
            }
            else if (reader.LocalName == lockedFor.Name && reader.NamespaceURI == CommitNames.Namespace)
            {
                var text = reader.ReadElementContentAsString().Trim();
                if (lockedFor.Type.TryParse(text, null, out var value, out var violation))
                {
                    seconds = value.Number;
                }
                else
                {
                    parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"commit: confirm-when-locked: locked-for: {violation.Message}"));
                }
            }
            else
            {
                parameters.Report(RpcError.UnknownElement(ErrorType.Protocol, reader.LocalName, $"commit: confirm-when-locked has no parameter {reader.LocalName}"));
                reader.Skip();
            }
        }

        if (!isEmpty)
        {
            reader.Read();
        }

        return new HealthGate((uint)seconds);
    }
}
