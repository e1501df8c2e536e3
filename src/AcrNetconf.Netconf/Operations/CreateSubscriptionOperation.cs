using System.Globalization;
using System.Xml;
using AcrNetconf.Netconf.Filtering;
using AcrNetconf.Netconf.Monitoring;
using AcrNetconf.Netconf.Notifications;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Netconf.Subscriptions;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Operations;

/// <summary>create-subscription (RFC 5277 §2.1.1).</summary>
internal sealed class CreateSubscriptionOperation(EventStream events, SubscriptionTable subscriptions, SubscriptionRegistry dynamic)
    : Operation("create-subscription", "notifications", NetconfNames.Notification)
{
    private const string OnlyStream = "NETCONF";

    public override PreparedOperation? Prepare(OperationContext context, XmlReader body, List<RpcError> errors)
    {
        var parameters = new ParameterReader(body, errors);
        NotificationFilter? filter = NotificationFilter.Everything;
        DateTimeOffset? start = null;
        DateTimeOffset? stop = null;
        while (parameters.Next("type", "select"))
        {
            switch (parameters.Name)
            {
                case "stream" when parameters.IsOwn:
                    CheckStream(parameters);
                    break;
                case "filter" when parameters.IsOwn || parameters.IsBaseOrNone:
                    filter = FilterParameter.Read(parameters) is { } given ? NotificationFilter.Compile(given, context.Server.Schema, parameters) : null;
                    break;
                case "startTime" when parameters.IsOwn:
                    start = ReadTime(parameters);
                    break;
                case "stopTime" when parameters.IsOwn:
                    stop = ReadTime(parameters);
                    break;
                default:
                    parameters.Unknown();
                    break;
            }
        }

        CheckTimes(parameters, start, stop, context.Server.Time.GetUtcNow());
        return filter is null ? null : _ => ValueTask.FromResult(Subscribe(context, filter, start, stop));
    }

    private static void CheckStream(ParameterReader parameters)
    {
        var stream = parameters.ReadText();
        if (stream != OnlyStream)
        {
            parameters.Report(RpcError.InvalidValue(ErrorType.Protocol, $"create-subscription: there is no stream {stream}; this server has {OnlyStream}"));
        }
    }

    private void CheckTimes(ParameterReader parameters, DateTimeOffset? start, DateTimeOffset? stop, DateTimeOffset now)
    {
        if (start > now)
        {
            parameters.Report(RpcError.BadElement(ErrorType.Protocol, "startTime", $"create-subscription: startTime {Text(start)} is in the future"));
        }

        if (stop is not null && start is null)
        {
            parameters.Report(RpcError.MissingElement(ErrorType.Protocol, "startTime", "create-subscription: stopTime needs startTime"));
        }

        if (stop < start)
        {
            parameters.Report(RpcError.BadElement(ErrorType.Protocol, "stopTime", $"create-subscription: stopTime {Text(stop)} is before startTime {Text(start)}"));
        }

        if (start is not null && !events.HasReplay)
        {
            parameters.Report(RpcError.OperationNotSupported(ErrorType.Protocol, "create-subscription: this server keeps no events for replay"));
        }
    }

    private static string Text(DateTimeOffset? time) => time is { } given ? DateAndTime.Seconds(given) : "";

    private static DateTimeOffset? ReadTime(ParameterReader parameters)
    {
        var name = parameters.Name;
        var text = parameters.ReadText();

        // One client appends +00:00 to times that end in Z already.
        var tidy = text.EndsWith("Z+00:00", StringComparison.Ordinal) ? text[..^6] : text;
        if (tidy.Contains('T') && DateTimeOffset.TryParse(tidy, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time))
        {
            return time;
        }

        parameters.Report(RpcError.BadElement(ErrorType.Protocol, name, $"create-subscription: {name} is a date and time such as 2026-01-31T12:00:00Z, got \"{text}\""));
        return null;
    }

    private RpcReply Subscribe(OperationContext context, NotificationFilter filter, DateTimeOffset? start, DateTimeOffset? stop)
    {
        if (dynamic.Count(context.Session) > 0)
        {
            // RFC 8640 §3: one session is of one kind.
            return RpcReply.Failure(RpcError.OperationNotSupported(ErrorType.Protocol, "create-subscription: this session has a subscription by establish-subscription"));
        }

        context.Session.OpenOutbox();
        var subscription = new Subscription(context.Session, context.Origin, context.Server.Schema, context.Server.Access, filter, start, stop);
        return subscriptions.TryAdd(context.Session, subscription)
            ? RpcReply.Success
            : RpcReply.Failure(RpcError.OperationFailed(ErrorType.Protocol, "create-subscription: this session has a subscription already"));
    }
}
