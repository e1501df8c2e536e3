using System.CommandLine;
using System.Text;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>acr status: servers, grants, servo.</summary>
internal static class StatusCommand
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;
    private static readonly XNamespace Ptp = "urn:acr-netconf:yang:ptp-adaptive";

    public static Command Create(SessionOptions session)
    {
        var watch = new Option<bool>("--watch") { Description = "refresh every second until interrupted" };
        var line = new Option<bool>("--line") { Description = "one line" };
        return session.Run(new Command("status", "servers, grants and clock recovery") { watch, line }, async (result, client, cancellationToken) =>
        {
            if (result.GetValue(watch) && !Console.IsOutputRedirected && !result.GetValue(session.Json) && !result.GetValue(line))
            {
                await Live.LiveStatus.RunAsync(token => ReadAsync(client, token), cancellationToken);
                return;
            }

            do
            {
                var state = await ReadAsync(client, cancellationToken);
                Print(state, result.GetValue(session.Json), result.GetValue(line));
                if (result.GetValue(watch))
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
                }
            }
            while (result.GetValue(watch));
        });
    }

    /// <summary>One line: what an operator wants to know first.</summary>
    internal static string Line(XElement? state)
    {
        var servo = state?.Element(Ptp + "servo");
        return $"{Text(servo, "state") ?? "not running"}, traced to {Text(state, "current-trace-source") ?? "local"}, "
            + $"frequency {Text(servo, "frequency-offset") ?? "-"} ppb ± {Text(servo, "frequency-uncertainty") ?? "-"}, "
            + string.Join(", ", (state?.Elements(Ptp + "server") ?? []).Select(s => $"server {Text(s, "server-id")} {Text(s, "negotiation-state")}"));
    }

    /// <summary>Everything, at most 80 columns.</summary>
    internal static string Page(XElement? state)
    {
        var text = new StringBuilder();
        var servo = state?.Element(Ptp + "servo");
        var clock = state?.Element(Ptp + "clock");
        text.AppendLine($"clock recovery   {Text(servo, "state") ?? "not running"} since {Text(servo, "since") ?? "-"}");
        text.AppendLine($"traced to        {Text(state, "current-trace-source") ?? "local"}: {Text(state, "trace-source-cause") ?? "-"}");
        text.AppendLine($"frequency        {Text(servo, "frequency-offset") ?? "-"} ppb, uncertainty {Text(servo, "frequency-uncertainty") ?? "-"} ppb ({Text(servo, "estimator") ?? "-"})");
        text.AppendLine($"clock            {Text(clock, "name") ?? "-"}, {Text(clock, "timestamping") ?? "no"} timestamps on {Text(clock, "interface") ?? "-"}");
        text.AppendLine($"domain           {Text(state, "effective-domain") ?? "-"}");
        foreach (var server in state?.Elements(Ptp + "server") ?? [])
        {
            text.AppendLine();
            text.AppendLine($"server {Text(server, "server-id")}  {Text(server, "ip-address")}  {Text(server, "negotiation-state")}"
                + $"{(Text(server, "is-current-trace-source") == "true" ? "  traced" : "")}  ql {Text(server, "quality-level")}  last error {Text(server, "error-reason")}");
            foreach (var contract in server.Elements(Ptp + "contract"))
            {
                var granted = Text(contract, "granted-interval") is { } interval ? $"interval 2^{interval} s  remaining {Text(contract, "remaining") ?? "-"} s  " : "";
                text.AppendLine($"  {Text(contract, "message"),-11} {Text(contract, "state"),-15} {granted}requests {Text(contract, "requests")}");
            }
        }

        return text.ToString();
    }

    private static async Task<XElement?> ReadAsync(NetconfClient client, CancellationToken cancellationToken)
    {
        var filter = new XElement(Base + "filter", new XAttribute("type", "subtree"), new XElement(Ptp + "ptp-adaptive", new XElement(Ptp + "state")));
        var reply = await client.RequestAsync(new XElement(Base + "get", filter), cancellationToken);
        return reply.Element(Base + "data")?.Element(Ptp + "ptp-adaptive")?.Element(Ptp + "state");
    }

    private static void Print(XElement? state, bool asJson, bool asLine)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.Of(state, "server", "contract", "drop", "transition"));
        }
        else if (asLine)
        {
            Console.WriteLine(Line(state));
        }
        else
        {
            Console.Write(Page(state));
        }
    }

    private static string? Text(XElement? parent, string name) => parent?.Element(Ptp + name)?.Value;
}
