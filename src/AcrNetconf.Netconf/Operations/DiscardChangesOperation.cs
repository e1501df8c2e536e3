using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>discard-changes (RFC 6241 §8.3.4.2).</summary>
internal sealed class DiscardChangesOperation() : Operation("discard-changes")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        ReadNoParameters(body, errors);
        context.Audit = "candidate";
        return async cancellationToken => Reply(await context.Server.Coordinator.DiscardAsync(context.Origin, cancellationToken));
    }
}
