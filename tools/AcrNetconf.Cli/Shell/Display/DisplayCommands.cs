using System.Xml.Linq;
using AcrNetconf.Cli.Client;
using AcrNetconf.Cli.Shell.Grammar;

namespace AcrNetconf.Cli.Shell.Display;

/// <summary>The display commands of both views.</summary>
internal static class DisplayCommands
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;
    private static readonly XNamespace Ptp = "urn:acr-netconf:yang:ptp-adaptive";
    private static readonly XNamespace Defaults = "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults";

    public static void AddTo(GrammarNode display)
    {
        display.Keyword("this", "Configuration of this view, with what is not committed")
            .Does((session, _, cancellationToken) => ShowAsync(session, session.View == ShellView.System ? "candidate" : "running", cancellationToken));
        display.Keyword("current-configuration", "Configuration in force").Does((session, _, cancellationToken) => ShowAsync(session, "running", cancellationToken));
        display.Keywords("configuration candidate", "Configuration that commit would put in force")
            .Does((session, _, cancellationToken) => ShowAsync(session, "candidate", cancellationToken));
        display.Keywords("configuration changes", "What commit would change").Does(ShowChangesAsync);
        display.Keyword("history-command", "Lines typed").Does((session, _, _) => WriteLines(session, session.History));
        display.Keyword("version", "Programs and protocol").Does(ShowVersion);
        AddFeature(display.Keyword("ptp-adaptive", "Adaptive clock recovery"));
    }

    private static void AddFeature(GrammarNode feature)
    {
        feature.Keyword("all", "Configuration, state, time performance and clock servers")
            .Does((session, _, cancellationToken) => ShowPageAsync(session, PtpAdaptivePage.All, cancellationToken));
        feature.Keyword("config", "Configuration").Does((session, _, cancellationToken) => ShowPageAsync(session, PtpAdaptivePage.Config, cancellationToken));
        var server = feature.Keyword("server", "Clock servers in full")
            .Does((session, _, cancellationToken) => ShowPageAsync(session, data => PtpAdaptivePage.Servers(data, null), cancellationToken));
        foreach (var id in (string[])["1", "2"])
        {
            server.Add(new GrammarNode(id, $"The server in slot {id}", WordKind.Choice))
                .Does((session, values, cancellationToken) => ShowPageAsync(session, data => PtpAdaptivePage.Servers(data, values[0]), cancellationToken));
        }

        feature.Keyword("client", "Not available here").Refuse("clients are listed by clock servers; this agent is a client");
        foreach (var port in (string[])["vport", "master-only-vport"])
        {
            feature.Keyword(port, "Not available here")
                .Refuse("virtual ports belong to a boundary clock that is server and client; this agent is a client");
        }
    }

    private static async Task ShowAsync(ShellSession session, string datastore, CancellationToken cancellationToken)
        => await WriteLines(session, ["#", .. Text(session, await session.ConfigurationAsync(datastore, cancellationToken)), "#"]);

    /// <summary>Lines only in candidate with +, lines only in running with -.</summary>
    private static async Task ShowChangesAsync(ShellSession session, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var before = Text(session, await session.ConfigurationAsync("running", cancellationToken));
        var after = Text(session, await session.ConfigurationAsync("candidate", cancellationToken));
        await WriteLines(session, [.. before.Except(after).Select(l => "- " + l), .. after.Except(before).Select(l => "+ " + l)]);
    }

    private static IReadOnlyList<string> Text(ShellSession session, XElement data)
        => session.Schema is { } schema ? ConfigurationText.Of(data, schema) : [.. data.Elements().Select(e => e.ToString())];

    private static async Task ShowPageAsync(ShellSession session, Func<XElement, string> page, CancellationToken cancellationToken)
    {
        var reply = await session.RequestAsync(
            new XElement(
                Base + "get",
                new XElement(Base + "filter", new XAttribute("type", "subtree"), new XElement(Ptp + "ptp-adaptive")),
                new XElement(Defaults + "with-defaults", "report-all")),
            cancellationToken);
        var data = reply.Element(Base + "data")?.Element(Ptp + "ptp-adaptive")
            ?? throw new ShellException("the server says nothing about ptp-adaptive; it does not have the feature, or this user may not read it");
        await session.Out.WriteAsync(page(data));
    }

    private static Task ShowVersion(ShellSession session, IReadOnlyList<string> values, CancellationToken cancellationToken)
    {
        var modules = session.Schema?.Modules.Where(m => m.IsImplemented).Select(m => m.ToString()) ?? [];
        return WriteLines(
            session,
            [
                $"acr {typeof(DisplayCommands).Assembly.GetName().Version?.ToString(3)}",
                $"NETCONF base {(session.Client.Capabilities.Any(c => c.EndsWith(":base:1.1", StringComparison.Ordinal)) ? "1.1" : "1.0")} with {session.Name}",
                .. modules.Select(m => "module " + m),
            ]);
    }

    private static async Task WriteLines(ShellSession session, IEnumerable<string> lines)
    {
        foreach (var line in lines)
        {
            await session.Out.WriteLineAsync(line);
        }
    }
}
