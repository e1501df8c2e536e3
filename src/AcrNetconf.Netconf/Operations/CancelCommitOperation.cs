using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>cancel-commit (RFC 6241 §8.4.4.1).</summary>
internal sealed class CancelCommitOperation() : Operation("cancel-commit")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        string? persistId = null;
        var parameters = new ParameterReader(body, errors);
        while (parameters.Next())
        {
            if (parameters is { Name: "persist-id", IsOwn: true })
            {
                persistId = parameters.ReadText();
            }
            else
            {
                parameters.Unknown();
            }
        }

        context.Audit = "running";
        return async cancellationToken => Reply(await context.Server.Coordinator.CancelCommitAsync(context.Origin, persistId, cancellationToken));
    }
}
