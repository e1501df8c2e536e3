using System.Globalization;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Operations.Subscriptions;

/// <summary>establish-subscription (RFC 8639 §2.4.2, RFC 8641 §4.4.1).</summary>
internal sealed class EstablishSubscriptionOperation(SubscriptionServices services)
    : SubscriptionOperation("establish-subscription", "ietf-subscribed-notifications", NetconfNames.SubscribedNotifications, services)
{
    protected override async ValueTask<RpcReply> RunAsync(OperationContext context, DataBranch input)
    {
        var terms = new SubscriptionTerms(input);
        if (Check(context, terms) is { } error)
        {
            return RpcReply.Failure(error);
        }

        var subscription = Make(context, terms, out error);
        if (error is not null)
        {
            return RpcReply.Failure(error);
        }

        context.Audit = $"subscription {subscription.Id}";
        context.Session.OpenOutbox();
        Services.Registry.Add(subscription);
        await subscription.StartAsync();
        var revision = terms.ReplayStart < Services.Events.LogStart ? Services.Events.LogStart : (DateTimeOffset?)null;
        return new RpcReply.Content(output =>
        {
            AsciiXml.Raw(output, "<id xmlns=\"urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications\">"u8);
            AsciiXml.Text(output, subscription.Id.ToString(CultureInfo.InvariantCulture));
            AsciiXml.Raw(output, "</id>"u8);
            if (revision is { } later)
            {
                AsciiXml.Raw(output, "<replay-start-time-revision xmlns=\"urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications\">"u8);
                AsciiXml.Text(output, DateAndTime.Milliseconds(later));
                AsciiXml.Raw(output, "</replay-start-time-revision>"u8);
            }
        });
    }

    private SessionSubscription Make(OperationContext context, SubscriptionTerms terms, out RpcError? error)
    {
        var id = Services.Registry.NextId();
        if (terms.Datastore is null)
        {
            var stream = new StreamSubscription(id, context.Session, context.Origin, terms, Services);
            error = stream.Check();
            return stream;
        }

        var push = new DatastoreSubscription(id, context.Session, context.Origin, terms, Services);
        error = push.Check();
        return push;
    }

    private RpcError? Check(OperationContext context, SubscriptionTerms terms)
    {
        if (Services.OldSubscriptions.Has(context.Session))
        {
            // RFC 8640 §3: one session is of one kind.
            return RpcError.OperationNotSupported(ErrorType.Application, $"{Name}: this session has a subscription by create-subscription");
        }

        if (Services.Registry.Count(context.Session) >= context.Server.Options.Limits.MaxSubscriptionsPerSession)
        {
            return SubscriptionErrors.InsufficientResources($"{Name}: a session has {context.Server.Options.Limits.MaxSubscriptionsPerSession} subscriptions at most");
        }

        return terms.Datastore is null ? CheckStream(terms) ?? CheckTimes(terms) : CheckTimes(terms);
    }

    private RpcError? CheckStream(SubscriptionTerms terms)
    {
        if (terms.Stream != SubscriptionState.Stream)
        {
            return RpcError.InvalidValue(ErrorType.Application, $"{Name}: there is no stream {terms.Stream}; this server has {SubscriptionState.Stream}");
        }

        if (terms.Periodic is not null || terms.OnChange is not null)
        {
            return RpcError.BadElement(ErrorType.Application, terms.Periodic is null ? "on-change" : "periodic", $"{Name}: a stream has no periods and no changes; that is for datastores");
        }

        return terms.ReplayStart is not null && !Services.Events.HasReplay ? SubscriptionErrors.ReplayUnsupported($"{Name}: this server keeps no events for replay") : null;
    }

    private RpcError? CheckTimes(SubscriptionTerms terms)
    {
        var now = Services.Time.GetUtcNow();
        if (terms.ReplayStart >= now)
        {
            return RpcError.InvalidValue(ErrorType.Application, $"{Name}: replay-start-time {terms.Input.TextOf("replay-start-time")} is not in the past");
        }

        if (terms.StopTime is { } stop && stop <= (terms.ReplayStart ?? now))
        {
            return RpcError.InvalidValue(ErrorType.Application, $"{Name}: stop-time {terms.Input.TextOf("stop-time")} is not after {(terms.ReplayStart is null ? "now" : "replay-start-time")}");
        }

        return null;
    }
}
