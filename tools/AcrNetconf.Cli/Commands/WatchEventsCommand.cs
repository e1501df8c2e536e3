using System.CommandLine;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>acr watch-events: the notifications of a server (RFC 5277), one a line.</summary>
internal static class WatchEventsCommand
{
    private static readonly XNamespace Events = "urn:ietf:params:xml:ns:netconf:notification:1.0";

    public static Command Create(SessionOptions session)
    {
        var stream = new Option<string?>("--stream") { HelpName = "NAME", Description = "event stream; the server's default otherwise" };
        var xpath = new Option<string?>("--xpath") { HelpName = "EXPRESSION", Description = "only notifications the expression selects" };
        var since = new Option<string?>("--since") { HelpName = "TIME", Description = "replay from this time (RFC 3339)" };
        var count = new Option<int?>("--count") { HelpName = "N", Description = "end after so many" };
        return session.Run(new Command("watch-events", "notifications as they come") { stream, xpath, since, count }, async (result, client, cancellationToken) =>
        {
            await client.RequestAsync(Subscription(result.GetValue(stream), result.GetValue(xpath), result.GetValue(since)), cancellationToken);
            var left = result.GetValue(count) ?? int.MaxValue;
            for (; left > 0; left--)
            {
                var notification = await client.NextNotificationAsync(cancellationToken);
                Console.WriteLine(result.GetValue(session.Json) ? Json(notification) : Line(notification));
            }
        });
    }

    /// <summary>Time, name, and the leafs that have a value.</summary>
    internal static string Line(XElement notification)
    {
        var content = Content(notification);
        var leafs = content?.Descendants().Where(e => !e.HasElements).Select(e => $"{e.Name.LocalName}={e.Value.Trim()}") ?? [];
        return $"{Time(notification)} {content?.Name.LocalName} {string.Join(' ', leafs)}".TrimEnd();
    }

    private static string Json(XElement notification)
    {
        var content = Content(notification);
        return $$"""{"eventTime":{{Output.Quote(Time(notification))}},"name":{{Output.Quote(content?.Name.LocalName ?? "")}},"content":{{JsonText.Of(content)}}}""";
    }

    private static XElement Subscription(string? stream, string? xpath, string? since) => new(
        Events + "create-subscription",
        stream is null ? null : new XElement(Events + "stream", stream),
        xpath is null ? null : new XElement(Events + "filter", new XAttribute("type", "xpath"), new XAttribute("select", xpath)),
        since is null ? null : new XElement(Events + "startTime", since));

    private static string Time(XElement notification) => notification.Element(Events + "eventTime")?.Value ?? "";

    private static XElement? Content(XElement notification) => notification.Elements().FirstOrDefault(e => e.Name != Events + "eventTime");
}
