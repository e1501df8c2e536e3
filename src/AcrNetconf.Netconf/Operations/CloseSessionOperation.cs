using System.Xml;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Operations;

/// <summary>close-session (RFC 6241 §7.8): everything held is given back before the ok, so that the next session finds it free.</summary>
internal sealed class CloseSessionOperation() : Operation("close-session")
{
    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        ReadNoParameters(body, errors);
        return async _ =>
        {
            await context.Server.Coordinator.SessionEndedAsync(context.Origin);
            context.Session.CloseAfterReply();
            return RpcReply.Success;
        };
    }
}
