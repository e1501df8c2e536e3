using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>Errors of the subscription operations: identities of RFC 8639 §2.4.6 and RFC 8641 A.1, mapped as RFC 8640 §7 says.</summary>
internal static class SubscriptionErrors
{
    private const string Base = "ietf-subscribed-notifications";
    private const string Push = "ietf-yang-push";

    /// <summary>error-tag by identity (RFC 8640 §7).</summary>
    private static readonly Dictionary<string, string> Tags = new()
    {
        ["encoding-unsupported"] = "invalid-value",
        ["filter-unsupported"] = "invalid-value",
        ["insufficient-resources"] = "resource-denied",
        ["no-such-subscription"] = "invalid-value",
        ["replay-unsupported"] = "operation-not-supported",
        ["datastore-not-subscribable"] = "invalid-value",
        ["no-such-subscription-resync"] = "invalid-value",
        ["on-change-unsupported"] = "operation-not-supported",
        ["on-change-sync-unsupported"] = "operation-not-supported",
        ["period-unsupported"] = "invalid-value",
        ["unchanging-selection"] = "operation-failed",
    };

    public static RpcError EncodingUnsupported(string operation) => Error(Base, "encoding-unsupported", $"{operation}: notifications are encoded in XML here", Stream(operation));

    /// <summary>The container of error-info says whether the target is a stream or a datastore, and so does the hint in it.</summary>
    public static RpcError FilterUnsupported(SubscriptionTerms terms, string hint)
        => Error(Base, "filter-unsupported", $"filter: {hint}", Target(terms), new ViolationInfo("filter-failure-hint", "", hint));

    public static RpcError InsufficientResources(SubscriptionTerms terms, string message) => Error(Base, "insufficient-resources", message, Target(terms));

    public static RpcError ReplayUnsupported(string message) => Error(Base, "replay-unsupported", message, Stream("establish-subscription"));

    public static RpcError NoSuchSubscription(string operation, uint id) => Error(
        Base, "no-such-subscription", $"{operation}: there is no subscription {id} here", operation == "modify-subscription" ? Stream(operation) : ("delete-subscription-error-info", NetconfNames.SubscribedNotifications));

    public static RpcError NoSuchResync(uint id)
        => Error(Push, "no-such-subscription-resync", $"resync-subscription: this session has no subscription {id}", ("resync-subscription-error", NetconfNames.YangPush));

    public static RpcError ResyncUnsupported(uint id)
        => Error(Push, "on-change-sync-unsupported", $"resync-subscription: subscription {id} is not on-change with full updates", default);

    public static RpcError DatastoreNotSubscribable(SubscriptionTerms terms, string message) => Error(Push, "datastore-not-subscribable", message, Target(terms));

    public static RpcError OnChangeUnsupported(SubscriptionTerms terms, string message) => Error(Push, "on-change-unsupported", message, Target(terms));

    public static RpcError UnchangingSelection(SubscriptionTerms terms, string message) => Error(Push, "unchanging-selection", message, Target(terms));

    public static RpcError PeriodUnsupported(SubscriptionTerms terms, long asked, long least) => Error(
        Push,
        "period-unsupported",
        $"period {asked} is too short, the shortest is {least} hundredths of a second",
        Target(terms),
        new ViolationInfo("period-hint", "", least.ToString(CultureInfo.InvariantCulture)));

    private static (string Name, string Namespace) Stream(string operation)
        => (operation == "modify-subscription" ? "modify-subscription-stream-error-info" : "establish-subscription-stream-error-info", NetconfNames.SubscribedNotifications);

    private static (string Name, string Namespace) Target(SubscriptionTerms terms)
    {
        return terms.Datastore is null
            ? Stream(terms.IsModification ? "modify-subscription" : "establish-subscription")
            : (terms.IsModification ? "modify-subscription-datastore-error-info" : "establish-subscription-datastore-error-info", NetconfNames.YangPush);
    }

    private static RpcError Error(string module, string identity, string message, (string Name, string Namespace) container, params ReadOnlySpan<ViolationInfo> hints)
    {
        var error = RpcError.Application(Tags[identity], message) with { AppTag = $"{module}:{identity}" };
        if (container.Name is null)
        {
            return error;
        }

        var (prefix, @namespace) = module == Base ? ("sn", NetconfNames.SubscribedNotifications) : ("yp", NetconfNames.YangPush);
        var reason = new ViolationInfo("reason", container.Namespace, $"{prefix}:{identity}") { Prefixes = [new(prefix, @namespace)] };
        var children = ImmutableArray.CreateBuilder<ViolationInfo>();
        children.Add(reason);
        foreach (var hint in hints)
        {
            children.Add(hint with { Namespace = container.Namespace });
        }

        return error.WithInfo(new ViolationInfo(container.Name, container.Namespace, "") { Children = children.ToImmutable() });
    }
}
