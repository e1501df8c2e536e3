using System.CommandLine;
using System.Globalization;
using System.Text;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>plan, history, diff and rollback: the agent's commit model; diff of datastores works with any server.</summary>
internal static class HistoryCommands
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;
    private static readonly XNamespace Commits = CommitExtras.Namespace;
    private static readonly string[] s_lists = ["change", "node", "other-node", "commit"];

    public static IEnumerable<Command> All(SessionOptions session)
    {
        yield return Plan(session);
        yield return History(session);
        yield return Diff(session);
        yield return Rollback(session);
    }

    private static Command Plan(SessionOptions session)
        => session.Run(new Command("plan", "what committing candidate would change, and what that disturbs"), async (result, client, cancellationToken) =>
        {
            var plan = await client.RequestAsync(new XElement(Commits + "get-commit-plan"), cancellationToken);
            Console.Write(result.GetValue(session.Json) ? JsonText.OfReply(plan, "change", s_lists) + "\n" : PlanText(plan));
        });

    private static Command History(SessionOptions session)
    {
        var limit = new Option<uint?>("--limit") { HelpName = "N", Description = "newest N commits" };
        return session.Run(new Command("history", "commits, newest first") { limit }, async (result, client, cancellationToken) =>
        {
            var request = new XElement(Commits + "list-commits");
            if (result.GetValue(limit) is { } count)
            {
                request.Add(new XElement(Commits + "limit", count.ToString(CultureInfo.InvariantCulture)));
            }

            var list = await client.RequestAsync(request, cancellationToken);
            Console.Write(result.GetValue(session.Json) ? JsonText.OfReply(list, "commit", s_lists) + "\n" : HistoryText(list));
        });
    }

    private static Command Diff(SessionOptions session)
    {
        var from = new Argument<string>("A") { Description = "a commit of the history, or running, candidate, startup", DefaultValueFactory = _ => "running" };
        var to = new Argument<string?>("B") { Description = "the same; candidate after a datastore, the newest commit after a commit", DefaultValueFactory = _ => null };
        return session.Run(new Command("diff", "difference of two commits or two datastores") { from, to }, async (result, client, cancellationToken) =>
        {
            var asJson = result.GetValue(session.Json);
            var left = result.GetValue(from)!; // has a default
            var right = result.GetValue(to);
            if (uint.TryParse(left, CultureInfo.InvariantCulture, out _))
            {
                var request = new XElement(Commits + "compare-commits", new XElement(Commits + "from", left), right is null ? null : new XElement(Commits + "to", right));
                var difference = await client.RequestAsync(request, cancellationToken);
                Console.Write(asJson ? JsonText.OfReply(difference, "node", s_lists) + "\n" : string.Concat(difference.Elements(Commits + "node").Select(NodeText)));
                return;
            }

            var changes = TreeDifference.Between(await ConfigurationAsync(client, left, cancellationToken), await ConfigurationAsync(client, right ?? "candidate", cancellationToken));
            Console.Write(asJson ? TreeDifference.Json(changes) + "\n" : string.Concat(changes.Select(c => c + "\n")));
        });
    }

    private static Command Rollback(SessionOptions session)
    {
        var commit = new Argument<string>("N") { Description = "commit of the history to go back to, or a label" };
        var confirm = new Option<uint?>("--confirm") { HelpName = "SECONDS", Description = "take the rollback back unless confirmed in time" };
        var extras = new CommitExtras();
        var command = new Command("rollback", "make an earlier configuration the running one") { commit, confirm };
        extras.AddTo(command);
        return session.Run(command, async (result, client, cancellationToken) =>
        {
            var target = result.GetValue(commit)!; // required
            var byId = uint.TryParse(target, CultureInfo.InvariantCulture, out _);
            var request = new XElement(Commits + "rollback-to", new XElement(Commits + (byId ? "commit-id" : "to-label"), target));
            string? token = null;
            if (result.GetValue(confirm) is { } seconds)
            {
                // This session ends with the command; a rollback on trial must outlive it.
                token = Guid.NewGuid().ToString("N")[..8];
                request.Add(
                    new XElement(Commits + "confirmed"),
                    new XElement(Commits + "confirm-timeout", seconds.ToString(CultureInfo.InvariantCulture)),
                    new XElement(Commits + "persist", token));
            }

            request.Add(extras.Read(result));
            var reply = await client.RequestAsync(request, cancellationToken);
            var remark = reply.Element(Commits + "commit-id") is not { } id ? "that configuration runs already; nothing changed"
                : token is null ? $"commit {id.Value}"
                : $"commit {id.Value}; confirm with: acr commit --persist-id {token}";
            Output.Ok(result.GetValue(session.Json), remark);
        });
    }

    private static async Task<XElement> ConfigurationAsync(NetconfClient client, string datastore, CancellationToken cancellationToken)
    {
        var request = new XElement(Base + "get-config", new XElement(Base + "source", new XElement(Base + datastore)));
        var reply = await client.RequestAsync(request, cancellationToken);
        return reply.Element(Base + "data") ?? new XElement(Base + "data");
    }

    internal static string PlanText(XElement plan)
    {
        var text = new StringBuilder($"impact {Value(plan, "impact") ?? "none"}");
        text.Append(Seconds(plan, "untraced-time") is { } untraced ? $", about {untraced} s without a traced server" : "");
        text.AppendLine(Seconds(plan, "relock-time") is { } relock ? $", about {relock} s until locked" : "");
        foreach (var change in plan.Elements(Commits + "change"))
        {
            text.AppendLine($"{Value(change, "component")}: {Value(change, "action")}, {Value(change, "impact")}");
            text.Append(string.Concat(change.Elements(Commits + "node").Select(n => "  " + NodeText(n))));
        }

        return text.Append(string.Concat(plan.Elements(Commits + "other-node").Select(NodeText))).ToString();
    }

    private static string NodeText(XElement node)
    {
        var (before, after) = (Value(node, "old-value"), Value(node, "new-value"));
        var values = (before, after) switch
        {
            (null, null) => "",
            (null, _) => $" = {after}",
            (_, null) => $" was {before}",
            _ => $": {before} -> {after}",
        };
        return $"{Value(node, "operation"),-8} {Value(node, "path")}{values}{(Value(node, "impact") is { } impact ? $"  ({impact})" : "")}\n";
    }

    internal static string HistoryText(XElement list)
    {
        var text = new StringBuilder();
        foreach (var commit in list.Elements(Commits + "commit"))
        {
            text.AppendLine(
                $"{Value(commit, "commit-id"),5}  {WholeSeconds(Value(commit, "time"))}  {Value(commit, "kind"),-16}  {Value(commit, "outcome"),-9}  {Value(commit, "impact"),-11}  {Value(commit, "user")}"
                    + $"{(Value(commit, "label") is { } label ? $"  [{label}]" : "")}{(Value(commit, "comment") is { } comment ? $"  {comment}" : "")}");
        }

        return text.ToString();
    }

    /// <summary>A time that is not zero.</summary>
    private static string? Seconds(XElement plan, string name)
        => Value(plan, name) is { } text && !(double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds == 0) ? text : null;

    /// <summary>A date-and-time without its fraction.</summary>
    private static string WholeSeconds(string? time) => time is { Length: > 20 } && time[19] == '.' ? time[..19] + "Z" : time ?? "";

    private static string? Value(XElement parent, string name) => parent.Element(Commits + name)?.Value;
}
