using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Subscriptions;

/// <summary>delete-subscription, of this session, and kill-subscription, of any (RFC 8639 §2.4.4, §2.4.5).</summary>
internal sealed class EndSubscriptionOperation(bool isKill, SubscriptionServices services)
    : SubscriptionOperation(isKill ? "kill-subscription" : "delete-subscription", "ietf-subscribed-notifications", NetconfNames.SubscribedNotifications, services)
{
    protected override ValueTask<RpcReply> RunAsync(OperationContext context, DataBranch input) => ValueTask.FromResult(Run(context, input));

    private RpcReply Run(OperationContext context, DataBranch input)
    {
        var found = isKill ? Find(input, out var id) : FindOwn(context, input, out id);
        if (found is not { } subscription)
        {
            return RpcReply.Failure(SubscriptionErrors.NoSuchSubscription(Name, id));
        }

        context.Audit = $"subscription {id}";
        if (isKill)
        {
            Services.Registry.Terminate(subscription, Module, "no-such-subscription");
        }
        else
        {
            subscription.Silence();
            Services.Registry.Remove(subscription);
        }

        return RpcReply.Success;
    }
}
