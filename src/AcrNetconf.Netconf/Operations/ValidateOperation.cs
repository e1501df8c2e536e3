using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Operations;

/// <summary>validate (RFC 6241 §8.6.4.1).</summary>
internal sealed class ValidateOperation() : Operation("validate")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        DatastoreParameter? source = null;
        DataTree? inline = null;
        var hasSource = false;
        while (parameters.Next())
        {
            if (parameters is { Name: "source", IsOwn: true })
            {
                hasSource = true;
                source = DatastoreParameter.Read(parameters, reader => inline = InlineConfig.Read(reader, context.Server.Schema, errors));
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (!hasSource)
        {
            parameters.Missing("source");
        }

        switch (source)
        {
            case { Store: DatastoreName.Candidate }:
                return async cancellationToken => Reply(await context.Server.Coordinator.ValidateCandidateAsync(cancellationToken));
            case { Store: DatastoreName.Running }:
                // Running is what passed a commit: there is nothing it could fail.
                return _ => ValueTask.FromResult(RpcReply.Success);
            case { IsInline: true } when inline is { } tree:
                return _ => ValueTask.FromResult(Reply(Validator.Validate(tree, ValidationScope.Config)));
            case { IsInline: false } other:
                parameters.Report(RpcError.OperationNotSupported(ErrorType.Protocol, $"validate: source {other} is not supported here"), "source");
                return null;
            default:
                return null;
        }
    }
}
