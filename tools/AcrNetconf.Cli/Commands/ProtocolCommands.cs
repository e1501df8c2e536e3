using System.CommandLine;
using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>The operations of the protocol, one command each.</summary>
internal static class ProtocolCommands
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;

    public static IEnumerable<Command> All(SessionOptions session)
    {
        yield return Get(session, "get", "running configuration and state", withSource: false);
        yield return Get(session, "get-config", "configuration of a datastore", withSource: true);
        yield return EditConfigCommand.Create(session);
        yield return Commit(session);
        yield return CancelCommit(session);
        yield return Simple(session, "discard", "make candidate equal to running", () => new XElement(Base + "discard-changes"));
        yield return Simple(session, "validate", "validate candidate", () => new XElement(Base + "validate", new XElement(Base + "source", new XElement(Base + "candidate"))));
        yield return KillSession(session);
        yield return GetSchema(session);
        yield return Rpc(session);
    }

    private static Command Get(SessionOptions session, string name, string description, bool withSource)
    {
        var source = new Option<string>("--source") { Description = "datastore", DefaultValueFactory = _ => "running" };
        source.AcceptOnlyFromAmong("running", "candidate", "startup");
        var xpath = new Option<string?>("--xpath") { HelpName = "EXPRESSION", Description = "XPath filter" };
        var filter = new Option<string?>("--filter") { HelpName = "FILE", Description = "subtree filter from a file, - for standard input" };
        var defaults = new Option<string?>("--with-defaults") { HelpName = "MODE", Description = "report-all, report-all-tagged, trim or explicit" };
        var command = new Command(name, description) { xpath, filter, defaults };
        if (withSource)
        {
            command.Options.Add(source);
        }

        return session.Run(command, async (result, client, cancellationToken) =>
        {
            var operation = new XElement(Base + name);
            if (withSource)
            {
                operation.Add(new XElement(Base + "source", new XElement(Base + result.GetValue(source)!))); // has a default
            }

            if (result.GetValue(xpath) is { } expression)
            {
                operation.Add(new XElement(Base + "filter", new XAttribute("type", "xpath"), new XAttribute("select", expression)));
            }
            else if (result.GetValue(filter) is { } file)
            {
                operation.Add(new XElement(Base + "filter", new XAttribute("type", "subtree"), await ReadNodesAsync(file, cancellationToken)));
            }

            if (result.GetValue(defaults) is { } mode)
            {
                operation.Add(new XElement(XName.Get("with-defaults", "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults"), mode));
            }

            var reply = await client.RequestAsync(operation, cancellationToken);
            Output.Data(reply.Element(Base + "data"), result.GetValue(session.Json));
        });
    }

    private static Command Commit(SessionOptions session)
    {
        var confirm = new Option<uint?>("--confirm") { HelpName = "SECONDS", Description = "revert unless confirmed in time; persists over the session's end" };
        var persist = new Option<string?>("--persist") { HelpName = "TOKEN", Description = "token that confirms; made up when absent" };
        var persistId = new Option<string?>("--persist-id") { HelpName = "TOKEN", Description = "token of the commit to confirm" };
        var extras = new CommitExtras();
        var command = new Command("commit", "commit candidate to running") { confirm, persist, persistId };
        extras.AddTo(command);
        return session.Run(command, async (result, client, cancellationToken) =>
        {
            var request = new XElement(Base + "commit", extras.Read(result));
            string? token = null;
            if (result.GetValue(confirm) is { } seconds)
            {
                // This session ends with the command, so a confirmed commit must outlive it.
                token = result.GetValue(persist) ?? Guid.NewGuid().ToString("N")[..8];
                request.Add(
                    new XElement(Base + "confirmed"),
                    new XElement(Base + "confirm-timeout", seconds.ToString(CultureInfo.InvariantCulture)),
                    new XElement(Base + "persist", token));
            }

            if (result.GetValue(persistId) is { } id)
            {
                request.Add(new XElement(Base + "persist-id", id));
            }

            await client.RequestAsync(request, cancellationToken);
            Output.Ok(result.GetValue(session.Json), token is null ? null : $"confirm with: acr commit --persist-id {token}");
        });
    }

    private static Command CancelCommit(SessionOptions session)
    {
        var persistId = new Option<string?>("--persist-id") { HelpName = "TOKEN", Description = "token of the commit to cancel" };
        return session.Run(new Command("cancel-commit", "revert a pending confirmed commit") { persistId }, async (result, client, cancellationToken) =>
        {
            var request = new XElement(Base + "cancel-commit");
            if (result.GetValue(persistId) is { } id)
            {
                request.Add(new XElement(Base + "persist-id", id));
            }

            await client.RequestAsync(request, cancellationToken);
            Output.Ok(result.GetValue(session.Json));
        });
    }

    private static Command KillSession(SessionOptions session)
    {
        var id = new Argument<uint>("session-id") { Description = "session to end" };
        return session.Run(new Command("kill-session", "end another session") { id }, async (result, client, cancellationToken) =>
        {
            await client.RequestAsync(new XElement(Base + "kill-session", new XElement(Base + "session-id", result.GetValue(id))), cancellationToken);
            Output.Ok(result.GetValue(session.Json));
        });
    }

    private static Command GetSchema(SessionOptions session)
    {
        XNamespace monitoring = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";
        var name = new Argument<string>("module") { Description = "module name" };
        var version = new Option<string?>("--version-date") { HelpName = "DATE", Description = "revision" };
        return session.Run(new Command("get-schema", "text of a module") { name, version }, async (result, client, cancellationToken) =>
        {
            var request = new XElement(monitoring + "get-schema", new XElement(monitoring + "identifier", result.GetValue(name)));
            if (result.GetValue(version) is { } date)
            {
                request.Add(new XElement(monitoring + "version", date));
            }

            var reply = await client.RequestAsync(request, cancellationToken);
            var text = reply.Elements().FirstOrDefault()?.Value ?? "";
            Console.Write(result.GetValue(session.Json) ? $$"""{"module":{{Output.Quote(result.GetValue(name)!)}},"text":{{Output.Quote(text)}}}""" + "\n" : text); // required
        });
    }

    private static Command Rpc(SessionOptions session)
    {
        var file = new Argument<string>("file") { Description = "the operation as XML, - for standard input" };
        return session.Run(new Command("rpc", "any operation") { file }, async (result, client, cancellationToken) =>
        {
            foreach (var node in await ReadNodesAsync(result.GetValue(file)!, cancellationToken)) // required
            {
                Output.Data(await client.RequestAsync(node, cancellationToken), result.GetValue(session.Json));
            }
        });
    }

    private static Command Simple(SessionOptions session, string name, string description, Func<XElement> operation)
        => session.Run(new Command(name, description), async (result, client, cancellationToken) =>
        {
            await client.RequestAsync(operation(), cancellationToken);
            Output.Ok(result.GetValue(session.Json));
        });

    /// <summary>Top-level elements of a file: bare, or inside a config, data or filter element.</summary>
    internal static async Task<List<XElement>> ReadNodesAsync(string file, CancellationToken cancellationToken)
    {
        using var text = file == "-" ? Console.In : new StreamReader(file);
        var settings = new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ConformanceLevel = ConformanceLevel.Fragment, Async = true };
        using var reader = XmlReader.Create(text, settings);
        var nodes = new List<XElement>();
        while (!reader.EOF)
        {
            if (reader.NodeType == XmlNodeType.Element)
            {
                nodes.Add((XElement)await XNode.ReadFromAsync(reader, cancellationToken));
            }
            else
            {
                await reader.ReadAsync();
            }
        }

        return nodes is [{ Name.LocalName: "config" or "data" or "filter" } wrapper] && wrapper.Name.Namespace is var ns && (ns == Base || ns == XNamespace.None)
            ? [.. wrapper.Elements()]
            : nodes;
    }
}
