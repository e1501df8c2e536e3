using System.Globalization;
using System.Xml.Linq;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace AcrNetconf.Cli.Commands.Live;

/// <summary>The live view, laid out for 80 columns.</summary>
internal static class StatusScreen
{
    private const int SparkWidth = 38;
    private const int Events = 5;
    private static readonly XNamespace Ptp = "urn:acr-netconf:yang:ptp-adaptive";

    public static IRenderable Of(XElement? state, StatusHistory history) => new Rows(Head(state), Recovery(state, history), Servers(state), Last(state));

    private static Markup Head(XElement? state)
    {
        var servo = state?.Element(Ptp + "servo");
        var name = Text(servo, "state") ?? "not running";
        var colour = name switch { "locked" => "green", "holdover" => "yellow", "acquiring" => "aqua", _ => "red" };
        return new Markup(
            $"[bold {colour}]{Markup.Escape(name.ToUpperInvariant())}[/] since {Clock(Text(servo, "since"))}   traced to [bold]{Value(state, "current-trace-source", "local")}[/]   "
                + $"ql {Value(state, "output-quality-level", "-").ToUpperInvariant()}   domain {Value(state, "effective-domain", "-")}   {Value(state?.Element(Ptp + "clock"), "name", "-")} clock");
    }

    private static Table Recovery(XElement? state, StatusHistory history)
    {
        var servo = state?.Element(Ptp + "servo");
        var table = NewTable("recovery", "now", "last minutes", "range");
        Row(table, "frequency", $"{Value(servo, "frequency-offset", "-")} ppb", history.Frequency, "ppb");
        Row(table, "offset", Nanoseconds(Text(servo, "phase-offset")), history.Offset, "ns");
        Row(table, "PDV", Nanoseconds(Text(servo, "delay-variation")), history.Variation, "ns");
        return table;
    }

    private static void Row(Table table, string name, string now, IReadOnlyCollection<double?> values, string unit)
    {
        var known = values.OfType<double>().ToList();
        table.AddRow(
            name,
            Markup.Escape(now),
            $"[aqua]{Sparkline.Of(values, SparkWidth)}[/]",
            known.Count == 0 ? "-" : unit == "ns" ? Short(known.Max() - known.Min()) : $"{(known.Max() - known.Min()).ToString("0.##", CultureInfo.InvariantCulture)} {unit}");
    }

    private static Table Servers(XElement? state)
    {
        var table = NewTable("server", "address", "ql", "state", "announce", "sync", "delay-resp");
        foreach (var server in state?.Elements(Ptp + "server") ?? [])
        {
            var traced = Text(server, "is-current-trace-source") == "true";
            table.AddRow(
                $"{(traced ? "[green]>[/]" : " ")} {Value(server, "server-id", "")}",
                Address(Value(server, "ip-address", "-")),
                Value(server, "quality-level", "-"),
                State(server),
                Grant(server, "announce"),
                Grant(server, "sync"),
                Grant(server, "delay-resp"));
        }

        if (table.Rows.Count == 0)
        {
            table.AddRow("-", "none is configured, or negotiation is off");
        }

        return table;
    }

    /// <summary>A long IPv6 address keeps both ends, which tell servers apart.</summary>
    private static string Address(string address) => address.Length <= 17 ? address : $"{address[..8]}…{address[^8..]}";

    private static string State(XElement server)
    {
        var failed = (server.Element(Ptp + "ptsf")?.Elements() ?? []).Where(e => e.Value == "true").Select(e => e.Name.LocalName).FirstOrDefault();
        return failed is not null ? $"[red]{failed}[/]"
            : Text(server, "wait-to-restore-remaining") is { } wait and not "0" ? $"[yellow]wtr {wait} s[/]"
            : Value(server, "negotiation-state", "-") is var state && state == "success" ? "[green]success[/]" : $"[yellow]{state}[/]";
    }

    /// <summary>Rest of the grant, or why there is none.</summary>
    private static string Grant(XElement server, string message)
    {
        var contract = server.Elements(Ptp + "contract").FirstOrDefault(c => Text(c, "message") == message);
        return Text(contract, "state") switch
        {
            null or "idle" => "[grey]-[/]",
            "granted" => $"{Value(contract, "remaining", "-")} s",
            "renewing" or "renewal-paused" => $"[yellow]{Value(contract, "remaining", "-")} s[/]",
            var state => $"[red]{state}[/]",
        };
    }

    private static Rows Last(XElement? state)
    {
        var events = (state?.Elements(Ptp + "transition") ?? []).TakeLast(Events).ToList();
        return new Rows(events.Select(e =>
        {
            var line = $"{Clock(Text(e, "time"))}  {Text(e, "event")}";
            return (IRenderable)new Text(line.Length > 79 ? line[..78] + "…" : line, new Style(Color.Grey));
        }));
    }

    private static Table NewTable(params string[] columns)
    {
        var table = new Table().Border(TableBorder.Simple).Width(80);
        foreach (var column in columns)
        {
            table.AddColumn(new TableColumn(column).NoWrap().PadLeft(0).PadRight(1));
        }

        return table;
    }

    private static string Nanoseconds(string? text) => double.TryParse(text, CultureInfo.InvariantCulture, out var value) ? Short(value) : "-";

    /// <summary>Three digits and a unit.</summary>
    private static string Short(double nanoseconds) => Math.Abs(nanoseconds) switch
    {
        >= 1e9 => (nanoseconds / 1e9).ToString("0.##", CultureInfo.InvariantCulture) + " s",
        >= 1e6 => (nanoseconds / 1e6).ToString("0.##", CultureInfo.InvariantCulture) + " ms",
        >= 1e3 => (nanoseconds / 1e3).ToString("0.##", CultureInfo.InvariantCulture) + " us",
        _ => nanoseconds.ToString("0", CultureInfo.InvariantCulture) + " ns",
    };

    /// <summary>Time of day of a date-and-time.</summary>
    private static string Clock(string? time) => time is { Length: >= 19 } ? time[11..19] : "-";

    private static string Value(XElement? parent, string name, string otherwise) => Markup.Escape(Text(parent, name) ?? otherwise);

    private static string? Text(XElement? parent, string name) => parent?.Element(Ptp + name)?.Value;
}
