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

    public static RpcError EncodingUnsupported(string operation) => Error(Base, "encoding-unsupported", $"{operation}: notifications are encoded in XML here");

    public static RpcError FilterUnsupported(SubscriptionTerms terms, string hint)
        => Error(Base, "filter-unsupported", $"filter: {hint}").WithInfo(Hint(terms, "filter-failure-hint", hint));

    public static RpcError InsufficientResources(string message) => Error(Base, "insufficient-resources", message);

    public static RpcError ReplayUnsupported(string message) => Error(Base, "replay-unsupported", message);

    public static RpcError NoSuchSubscription(string operation, uint id)
        => Error(Base, "no-such-subscription", $"{operation}: there is no subscription {id} here");

    public static RpcError NoSuchResync(uint id)
        => Error(Push, "no-such-subscription-resync", $"resync-subscription: this session has no subscription {id}");

    public static RpcError ResyncUnsupported(uint id)
        => Error(Push, "on-change-sync-unsupported", $"resync-subscription: subscription {id} is not on-change with full updates");

    public static RpcError DatastoreNotSubscribable(string message) => Error(Push, "datastore-not-subscribable", message);

    public static RpcError OnChangeUnsupported(string message) => Error(Push, "on-change-unsupported", message);

    public static RpcError UnchangingSelection(string message) => Error(Push, "unchanging-selection", message);

    public static RpcError PeriodUnsupported(SubscriptionTerms terms, long asked, long least)
        => Error(Push, "period-unsupported", $"period {asked} is too short, the shortest is {least} hundredths of a second")
            .WithInfo(Hint(terms, "period-hint", least.ToString(CultureInfo.InvariantCulture)));

    /// <summary>Without error-info: that is for hints only, and RFC 8640 §7 does not want the reason twice.</summary>
    private static RpcError Error(string module, string identity, string message)
        => RpcError.Application(Tags[identity], message) with { AppTag = $"{module}:{identity}" };

    /// <summary>The container of error-info says whether the target is a stream or a datastore, and so does the hint in it.</summary>
    private static ViolationInfo Hint(SubscriptionTerms terms, string name, string value)
    {
        var operation = terms.IsModification ? "modify-subscription" : "establish-subscription";
        var (container, @namespace) = terms.Datastore is null
            ? ($"{operation}-stream-error-info", NetconfNames.SubscribedNotifications)
            : ($"{operation}-datastore-error-info", NetconfNames.YangPush);
        return new ViolationInfo(container, @namespace, "") { Children = [new ViolationInfo(name, @namespace, value)] };
    }
}
