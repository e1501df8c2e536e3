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
                source = DatastoreParameter.Read(parameters, reader => inline = InlineConfig.Read(reader, context.Server.Schema, errors), context.Server.Schema);
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
                return async cancellationToken => Reply(await context.Server.Coordinator.ValidateCandidateAsync(context.Origin, cancellationToken));
            case { Store: DatastoreName.Running or DatastoreName.Intended }:
            case { Store: DatastoreName.Startup } when context.Server.Schema.Serves(ProtocolFeatures.Startup):
                // Running is what passed a commit, startup was validated when it was written: there is nothing they could fail.
                return _ => ValueTask.FromResult(RpcReply.Success);
            case { Store: DatastoreName.Operational }:
                parameters.Report(NmdaDatastore.NotSupported("validate: operational is no configuration to validate"), "source");
                return null;
            case { IsInline: true } when inline is { } tree:
                return _ => ValueTask.FromResult(Reply(Validator.Validate(tree, ValidationScope.Config)));
            case { Url: { } url } when context.Server.Urls.IsServed:
                return _ => ValueTask.FromResult(ValidateFile(context, url));
            case { IsInline: false } other:
                parameters.Report(DatastoreParameter.NotServed("validate", other), "source");
                return null;
            default:
                return null;
        }
    }

    private static RpcReply ValidateFile(OperationContext context, string url)
    {
        List<RpcError> errors = [];
        return !context.Server.Urls.TryRead(url, reader => InlineConfig.Read(reader, context.Server.Schema, errors), out var tree, out var error)
            ? RpcReply.Failure(error)
            : tree is null ? RpcReply.Failure([.. errors]) : Reply(Validator.Validate(tree, ValidationScope.Config));
    }
}
