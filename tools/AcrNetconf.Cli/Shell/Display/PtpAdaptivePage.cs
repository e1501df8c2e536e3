using System.Globalization;
using System.Text;
using System.Xml.Linq;

namespace AcrNetconf.Cli.Shell.Display;

/// <summary>display ptp-adaptive: configuration and state in the order operators of the feature read them.</summary>
internal static class PtpAdaptivePage
{
    private static readonly XNamespace Ptp = "urn:acr-netconf:yang:ptp-adaptive";

    /// <summary>Everything.</summary>
    /// <param name="data">The ptp-adaptive container with defaults and state.</param>
    public static string All(XElement data)
    {
        var state = data.Element(Ptp + "state");
        var page = new StringBuilder(Config(data));
        Title(page, "BMCA run info");
        Pair(page, "Current trace source", Text(state, "current-trace-source") ?? "local", "Frequency lock success", Yes(state, "frequency-locked"));
        Pair(page, "Servo state", Text(state, "servo", "state") ?? "free-run", "Frequency offset(ppb)", Text(state, "servo", "frequency-offset") ?? "-");
        TimePerformance(page, data, state);
        ServerTable(page, data, state);
        return page.ToString();
    }

    /// <summary>Device config info.</summary>
    public static string Config(XElement data)
    {
        var state = data.Element(Ptp + "state");
        var page = new StringBuilder();
        Title(page, "Device config info");
        Pair(page, "Ptp adaptive state", Text(data, "enable") == "true" ? "enable" : "disable", "Device type", Text(data, "device-type"));
        Pair(page, "Sync mode", Text(data, "unicast-negotiate", "mode") == "atr" ? "time" : "frequency", "Current state", Text(state, "current-state") ?? "none");
        Pair(page, "Packet dscp", Text(data, "dscp"), "Domain value", Text(state, "effective-domain") ?? Text(data, "domain"));
        Pair(page, "Announce interval", Text(data, "request", "announce-interval"), "Announce duration", Text(data, "duration", "announce"));
        Pair(page, "Sync interval", Text(data, "request", "sync-interval"), "Sync duration", Text(data, "duration", "sync"));
        Pair(page, "Delay_resp interval", Text(data, "request", "delay-resp-interval"), "Delay_resp duration", Text(data, "duration", "delay-resp"));
        Pair(page, "Announce receipt timeout", Text(data, "announce-receipt-timeout"), "Unicast negotiate", Text(data, "unicast-negotiate", "enable") == "true" ? "enable" : "disable");
        Pair(page, "One-way or two-way", Text(data, "unicast-negotiate", "mode"), "Profile", Text(data, "frequency-profile") == "true" ? "frequency" : "none");
        Pair(page, "Local ip", Text(data, "local-ip"), "VPN", Text(data, "vpn-instance"));
        Pair(page, "Clock", Text(state, "clock", "name"), "Timestamps", Text(state, "clock", "timestamping"));
        return page.ToString();
    }

    /// <summary>One server, or all, in full.</summary>
    public static string Servers(XElement data, string? id)
    {
        var page = new StringBuilder();
        foreach (var server in (data.Element(Ptp + "state")?.Elements(Ptp + "server") ?? []).Where(s => id is null || Text(s, "server-id") == id))
        {
            Server(page, server);
        }

        return page.Length > 0 ? page.ToString()
            : throw new ShellException(id is null ? "no clock server is configured, or negotiation is not enabled" : $"server {id} is not configured, or negotiation is not enabled");
    }

    private static void Server(StringBuilder page, XElement server)
    {
        Title(page, $"Remote server {Text(server, "server-id")}");
        Pair(page, "Ip address", Text(server, "ip-address"), "Negotiate state", Negotiation(server));
        Pair(page, "Current trace source", Yes(server, "is-current-trace-source"), "Error reason", Text(server, "error-reason"));
        Pair(page, "SSM", Text(server, "quality-level")?.ToUpperInvariant(), "Priority", Text(server, "priority"));
        Pair(page, "Clock id", Text(server, "clock-identity"), "Port number", Text(server, "port-number"));
        Pair(page, "Two step", Yes(server, "two-step"), "Step removed", Text(server, "announce", "steps-removed"));
        Pair(page, "Pri1", Text(server, "announce", "priority1"), "Pri2", Text(server, "announce", "priority2"));
        Pair(page, "Class", Text(server, "announce", "clock-class"), "Accuracy", Accuracy(server));
        Pair(page, "Grandmaster id", Text(server, "announce", "grandmaster-identity"), "Time source", Hexadecimal(server, "time-source"));
        Pair(page, "Time scale", Text(server, "announce", "ptp-timescale") switch { "true" => "ptp", "false" => "arb", _ => null }, "Offset scaled", Text(server, "announce", "offset-scaled-log-variance"));
        Pair(page, "Time traceable", Yes(server, "announce", "time-traceable"), "Frequency traceable", Yes(server, "announce", "frequency-traceable"));
        Pair(page, "Loss announce", Yes(server, "ptsf", "loss-announce"), "Loss sync", Yes(server, "ptsf", "loss-sync"));
        Pair(page, "Loss delay_resp", Yes(server, "ptsf", "loss-delay-resp"), "Unusable", Yes(server, "ptsf", "unusable"));
        Pair(page, "Wait to restore(s)", Text(server, "wait-to-restore-remaining"), "Locked out", Yes(server, "locked-out"));
        page.AppendLine("  Service      State            Interval  Duration  Remaining  Renew in");
        foreach (var contract in server.Elements(Ptp + "contract"))
        {
            page.AppendLine(
                $"  {Message(Text(contract, "message")),-12} {Text(contract, "state"),-16} {Interval(contract),-9} {Text(contract, "granted-duration") ?? "-",-9} {Text(contract, "remaining") ?? "-",-10} {Text(contract, "renew-in") ?? "-"}".TrimEnd());
        }

        page.AppendLine($"  Receive      Announce {Count(server, "received-announce")}, Sync {Count(server, "received-sync")}, Follow_up {Count(server, "received-follow-up")}");
        page.AppendLine($"               Delay_resp {Count(server, "received-delay-resp")}, Signalling {Count(server, "received-signaling")}");
        page.AppendLine($"  Send         Delay_req {Count(server, "sent-delay-req")}, Signalling {Count(server, "sent-signaling")}");
        page.AppendLine($"  Discard      {Count(server, "dropped")}");
    }

    private static void TimePerformance(StringBuilder page, XElement data, XElement? state)
    {
        Title(page, "Time performance statistics");
        var delay = state?.Elements(Ptp + "server").FirstOrDefault(s => Text(s, "is-current-trace-source") == "true")?.Element(Ptp + "delay");
        Pair(page, "Realtime(T2-T1)", Time(delay, "forward-last"), "Max(T2-T1)", Time(delay, "forward-maximum"));
        Pair(page, "Min(T2-T1)", Time(delay, "forward-minimum"), "Mean(T2-T1)", Time(delay, "forward-mean"));
        if (Text(data, "unicast-negotiate", "mode") != "one-way")
        {
            Pair(page, "Realtime(T4-T3)", Time(delay, "reverse-last"), "Max(T4-T3)", Time(delay, "reverse-maximum"));
            Pair(page, "Min(T4-T3)", Time(delay, "reverse-minimum"), "Mean(T4-T3)", Time(delay, "reverse-mean"));
        }
    }

    /// <summary>Without the profile servers are known by what they announce, with it by quality level, priority and signal fail.</summary>
    private static void ServerTable(StringBuilder page, XElement data, XElement? state)
    {
        Title(page, "Remote server info");
        var profile = Text(data, "frequency-profile") == "true";
        page.AppendLine(profile
            ? "  Server   Ip address       Negotiate state   SSM    Priority   PTSF"
            : "  Server   Ip address       Negotiate state   Pri1   Class   Accuracy   Pri2");
        foreach (var id in (string[])["1", "2"])
        {
            var server = state?.Elements(Ptp + "server").FirstOrDefault(s => Text(s, "server-id") == id);
            var rest = server is null ? ""
                : profile ? $"{Text(server, "quality-level")?.ToUpperInvariant() ?? "-",-6} {Text(server, "priority") ?? "-",-10} {Ptsf(server)}"
                : $"{Text(server, "announce", "priority1") ?? "-",-6} {Text(server, "announce", "clock-class") ?? "-",-7} {Accuracy(server) ?? "-",-10} {Text(server, "announce", "priority2") ?? "-"}";
            page.AppendLine($"  {id,-8} {(server is null ? "" : Text(server, "ip-address")),-16} {(server is null ? "" : Negotiation(server)),-17} {rest}".TrimEnd());
        }
    }

    private static void Title(StringBuilder page, string title) => page.AppendLine(title).AppendLine(new string('-', 78));

    private static void Pair(StringBuilder page, string left, string? leftValue, string right, string? rightValue)
        => page.AppendLine($"  {left,-24} :{leftValue ?? "-",-18} {right,-22} :{rightValue ?? "-"}".TrimEnd());

    private static string Negotiation(XElement server) => Text(server, "negotiation-state") switch
    {
        "success" => "Nego success",
        "error" => "Nego error",
        "init" => "Nego init",
        _ => "none",
    };

    private static string Ptsf(XElement server)
        => server.Element(Ptp + "ptsf")?.Elements().Any(e => e.Value == "true") == true ? "abnormal" : "normal";

    private static string Message(string? name) => name switch { "announce" => "Announce", "sync" => "Sync", _ => "Delay_resp" };

    /// <summary>The exponent of 2^n/1024 s operators configure; packets carry n - 10.</summary>
    private static string Interval(XElement contract)
        => int.TryParse(Text(contract, "granted-interval"), CultureInfo.InvariantCulture, out var log2) ? (log2 + 10).ToString(CultureInfo.InvariantCulture) : "-";

    private static string? Accuracy(XElement server) => Hexadecimal(server, "clock-accuracy");

    private static string? Hexadecimal(XElement server, string name)
        => int.TryParse(Text(server, "announce", name), CultureInfo.InvariantCulture, out var value) ? $"0x{value:x2}" : null;

    private static string Count(XElement server, string name) => Text(server, "statistics", name) ?? "0";

    /// <summary>Sign, seconds and nanoseconds: +0s, 23281ns.</summary>
    private static string Time(XElement? delay, string name)
        => long.TryParse(Text(delay, name), CultureInfo.InvariantCulture, out var nanoseconds)
            ? $"{(nanoseconds < 0 ? '-' : '+')}{Math.Abs(nanoseconds / 1_000_000_000)}s, {Math.Abs(nanoseconds % 1_000_000_000)}ns"
            : "-";

    private static string Yes(XElement? parent, params string[] path) => Text(parent, path) == "true" ? "yes" : "no";

    private static string? Text(XElement? parent, params string[] path)
    {
        foreach (var name in path)
        {
            parent = parent?.Element(Ptp + name);
        }

        return parent?.Value;
    }
}
