using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Operations.Subscriptions;

/// <summary>modify-subscription (RFC 8639 §2.4.3): of this session only. What is sent from then on follows subscription-modified.</summary>
internal sealed class ModifySubscriptionOperation(SubscriptionServices services)
    : SubscriptionOperation("modify-subscription", "ietf-subscribed-notifications", NetconfNames.SubscribedNotifications, services)
{
    protected override ValueTask<RpcReply> RunAsync(OperationContext context, DataBranch input) => ValueTask.FromResult(Run(context, input));

    private RpcReply Run(OperationContext context, DataBranch input)
    {
        if (FindOwn(context, input, out var id) is not { } subscription)
        {
            return RpcReply.Failure(SubscriptionErrors.NoSuchSubscription(Name, id));
        }

        var change = new SubscriptionTerms(input);
        if (!ReferenceEquals(change.Datastore, subscription.Terms.Datastore))
        {
            return RpcReply.Failure(RpcError.InvalidValue(ErrorType.Application, $"{Name}: subscription {id} stays with {subscription.Terms.Datastore?.ToString() ?? "its stream"}"));
        }

        if ((change.Periodic is not null && subscription.Terms.OnChange is not null) || (change.OnChange is not null && subscription.Terms.Periodic is not null))
        {
            return RpcReply.Failure(RpcError.InvalidValue(ErrorType.Application, $"{Name}: subscription {id} stays {(subscription.Terms.Periodic is null ? "on-change" : "periodic")}"));
        }

        if (change.StopTime <= Services.Time.GetUtcNow())
        {
            return RpcReply.Failure(RpcError.InvalidValue(ErrorType.Application, $"{Name}: stop-time {input.TextOf("stop-time")} is in the past"));
        }

        context.Audit = $"subscription {id}";
        var terms = subscription.Terms.With(input);
        if (subscription.Modify(terms) is { } error)
        {
            return RpcReply.Failure(error);
        }

        return RpcReply.Success;
    }
}
