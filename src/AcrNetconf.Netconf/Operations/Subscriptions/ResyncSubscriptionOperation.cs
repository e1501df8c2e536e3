using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Subscriptions;

/// <summary>resync-subscription (RFC 8641 §4.4.3): a full update of an on-change subscription of this session.</summary>
internal sealed class ResyncSubscriptionOperation(SubscriptionServices services)
    : SubscriptionOperation("resync-subscription", "ietf-yang-push", NetconfNames.YangPush, services)
{
    protected override ValueTask<RpcReply> RunAsync(OperationContext context, DataBranch input) => ValueTask.FromResult(Run(context, input));

    private RpcReply Run(OperationContext context, DataBranch input)
    {
        if (FindOwn(context, input, out var id) is not { } subscription)
        {
            return RpcReply.Failure(SubscriptionErrors.NoSuchResync(id));
        }

        return subscription is DatastoreSubscription push && push.Resync() ? RpcReply.Success : RpcReply.Failure(SubscriptionErrors.ResyncUnsupported(id));
    }
}
