using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>delete-config (RFC 6241 §7.4). Only startup and URLs can be deleted, and this server has neither; the answer says which rule applies.</summary>
internal sealed class DeleteConfigOperation() : Operation("delete-config")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        var hasTarget = false;
        while (parameters.Next())
        {
            if (parameters is { Name: "target", IsOwn: true })
            {
                hasTarget = true;
                if (DatastoreParameter.Read(parameters) is { } target)
                {
                    parameters.Report(Refusal(target), "target");
                }
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

        return null;
    }

    private static RpcError Refusal(DatastoreParameter target) => target.Store switch
    {
        DatastoreName.Running => RpcError.InvalidValue(ErrorType.Protocol, "delete-config: running cannot be deleted"),
        DatastoreName.Candidate => RpcError.InvalidValue(ErrorType.Protocol, "delete-config: candidate cannot be deleted; discard-changes makes it equal to running"),
        _ => RpcError.OperationNotSupported(ErrorType.Protocol, $"delete-config: this server has no {(target.Url is null ? "startup datastore" : ":url capability")}"),
    };
}
