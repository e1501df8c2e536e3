using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>delete-config (RFC 6241 §7.4) of startup, a URL or a private candidate, where there is one; the answer says which rule refuses the others.</summary>
internal sealed class DeleteConfigOperation() : Operation("delete-config")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        DatastoreParameter? target = null;
        var hasTarget = false;
        while (parameters.Next())
        {
            if (parameters is { Name: "target", IsOwn: true })
            {
                hasTarget = true;
                target = DatastoreParameter.Read(parameters);
            }
            else
            {
                parameters.Unknown();
            }
        }

        if (!hasTarget)
        {
            parameters.Missing("target");
        }

        context.Audit = target?.ToString();
        switch (target)
        {
            case { Store: DatastoreName.Startup } when context.Server.Schema.Serves(ProtocolFeatures.Startup):
                return async cancellationToken => Reply(await context.Server.Coordinator.DeleteStartupAsync(context.Origin, cancellationToken));
            case { Store: DatastoreName.Candidate } when context.Origin.HasPrivateCandidate:
                return async cancellationToken => Reply(await context.Server.Coordinator.DropAsync(context.Origin, cancellationToken));
            case { Url: { } url } when context.Server.Urls.IsServed:
                return _ => ValueTask.FromResult(context.Server.Urls.Delete(url) is { } error ? RpcReply.Failure(error) : RpcReply.Success);
            case { } other:
                parameters.Report(Refusal(other), "target");
                return null;
            default:
                return null;
        }
    }

    private static RpcError Refusal(DatastoreParameter target) => target.Store switch
    {
        DatastoreName.Running => RpcError.InvalidValue(ErrorType.Protocol, "delete-config: running cannot be deleted"),
        DatastoreName.Candidate => RpcError.InvalidValue(ErrorType.Protocol, "delete-config: candidate cannot be deleted; discard-changes makes it equal to running"),
        _ => DatastoreParameter.NotServed("delete-config", target),
    };
}
