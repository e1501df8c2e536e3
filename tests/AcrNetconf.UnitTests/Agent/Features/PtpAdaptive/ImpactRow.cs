using System.Xml.Linq;
using AcrNetconf.Datastores.Commit;

namespace AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;

/// <summary>One row of the table leaf to impact, with the two values between which the tests change the leaf.</summary>
/// <param name="Path">Below the container ptp-adaptive; <c>remote-server/…</c> is of server 2.</param>
/// <param name="From">Value before; null when the leaf is not set.</param>
/// <param name="To">Value after; null when the leaf is not set.</param>
/// <param name="Impact">What the change does.</param>
internal sealed record ImpactRow(string Path, string? From, string? To, Impact Impact)
{
    /// <summary>The one table leaf to impact. The model, the planner and the running client are held against it.</summary>
    public static IReadOnlyList<ImpactRow> Table { get; } =
    [
        new("enable", "true", "false", Impact.Relock),
        new("device-type", "client", "none", Impact.Relock),
        new("frequency-profile", "true", "false", Impact.Relock),
        new("domain", "4", "5", Impact.Relock),
        new("local-ip", "10.82.0.1", "10.82.0.4", Impact.Relock),
        new("vpn-instance", null, "blue", Impact.Relock),
        new("unicast-negotiate/enable", "true", "false", Impact.Relock),
        new("unicast-negotiate/mode", "two-way", "one-way", Impact.Relock),
        new("timestamping/source", "auto", "software", Impact.Relock),

        new("remote-server/server-id", "2", null, Impact.Renegotiate),
        new("remote-server/ip-address", "10.82.0.3", "10.82.0.5", Impact.Renegotiate),
        new("remote-server/admin-state", "up", "down", Impact.Renegotiate),
        new("remote-server/priority", null, "9", Impact.Renegotiate),
        new("remote-server/forced-quality-level", null, "ssu-a", Impact.Renegotiate),
        new("request/announce-interval", "10", "9", Impact.Renegotiate),
        new("request/sync-interval", "6", "7", Impact.Renegotiate),
        new("request/delay-resp-interval", "6", "7", Impact.Renegotiate),
        new("selection/network-option", "option-1", "option-2", Impact.Renegotiate),
        new("selection/minimum-quality-level", null, "sec", Impact.Renegotiate),
        new("selection/revertive", "true", "false", Impact.Renegotiate),
        new("selection/standby", "announce-only", "all", Impact.Renegotiate),

        new("remote-server/asymmetry/sign", "negative", "positive", Impact.Hitless),
        new("remote-server/asymmetry/value", "100", "200", Impact.Hitless),
        new("dscp", "56", "46", Impact.Hitless),
        new("ttl", "255", "64", Impact.Hitless),
        new("minor-version", "0", "1", Impact.Hitless),
        new("duration/announce", "300", "400", Impact.Hitless),
        new("duration/sync", "300", "400", Impact.Hitless),
        new("duration/delay-resp", "300", "400", Impact.Hitless),
        new("announce-receipt-timeout", "3", "4", Impact.Hitless),
        new("sync-receipt-timeout", "5000", "6000", Impact.Hitless),
        new("delay-resp-receipt-timeout", "5000", "6000", Impact.Hitless),
        new("negotiation/query-interval", "0", "1", Impact.Hitless),
        new("negotiation/max-retries", "3", "4", Impact.Hitless),
        new("negotiation/lockout-time", "60", "30", Impact.Hitless),
        new("negotiation/renew-percent", "75", "80", Impact.Hitless),
        new("negotiation/stacking", "true", "false", Impact.Hitless),
        new("ptsf/monitor-unusable", "false", "true", Impact.Hitless),
        new("ptsf/unusable-hold-off", "30", "20", Impact.Hitless),
        new("ptsf/pdv-limit", "16000", "15000", Impact.Hitless),
        new("ptsf/minimum-floor-packets", "1", "2", Impact.Hitless),
        new("selection/wait-to-restore", "300", "200", Impact.Hitless),
        new("selection/quality-hold-off", "300", "400", Impact.Hitless),
        new("selection/holdover-quality-level", null, "sec", Impact.Hitless),
        new("selection/squelch", "false", "true", Impact.Hitless),
        new("servo/maximum-frequency", "100000", "90000", Impact.Hitless),
        new("servo/lock-threshold", "50", "60", Impact.Hitless),
        new("servo/window", null, "600", Impact.Hitless),
        new("servo/holdover-time", "86400", "43200", Impact.Hitless),
        new("servo/lock-hold-time", "10", "20", Impact.Hitless),
        new("servo/time-constant", null, "100", Impact.Hitless),
        new("servo/phase-step-threshold", "10000", "20000", Impact.Hitless),
        new("servo/phase-slew-limit", "200", "100", Impact.Hitless),
    ];

    /// <summary>A running client with two servers, and every leaf of the table at its first value.</summary>
    public static string Client { get; } = string.Concat(Table.Where(r => !r.Path.StartsWith("remote-server/", StringComparison.Ordinal)).Select(r => r.Edit(r.From, isNew: true)))
        + "<remote-server><server-id>1</server-id><ip-address>10.82.0.2</ip-address></remote-server>"
        + "<remote-server><server-id>2</server-id><ip-address>10.82.0.3</ip-address><admin-state>up</admin-state><asymmetry><sign>negative</sign><value>100</value></asymmetry></remote-server>";

    /// <summary>The edit that makes the change, as content of the container.</summary>
    public string Change => Edit(To, isNew: false);

    /// <summary>The edit that takes it back.</summary>
    public string ChangeBack => Path == "remote-server/server-id"
        ? "<remote-server><server-id>2</server-id><ip-address>10.82.0.3</ip-address><asymmetry><sign>negative</sign><value>100</value></asymmetry></remote-server>"
        : Edit(From, isNew: false);

    public override string ToString() => $"{Path}: {From ?? "not set"} to {To ?? "not set"} is {Impact}";

    /// <summary>The client as one edit, in which no container stands twice.</summary>
    public static string MergedClient
    {
        get
        {
            var root = XElement.Parse($"<x xmlns:nc=\"urn:ietf:params:xml:ns:netconf:base:1.0\">{Client}</x>");
            Merge(root);
            return string.Concat(root.Elements().Select(e => e.ToString(SaveOptions.DisableFormatting)));
        }
    }

    /// <summary>Makes one of containers, and of entries with equal keys, that stand several times.</summary>
    public static void Merge(XElement parent)
    {
        foreach (var same in parent.Elements().GroupBy(e => (e.Name, e.Element(e.Name.Namespace + "server-id")?.Value)).ToArray())
        {
            var first = same.First();
            foreach (var other in same.Skip(1))
            {
                first.Add(other.Elements().Where(e => e.Name.LocalName != "server-id"));
                other.Remove();
            }

            Merge(first);
        }
    }

    private string Edit(string? value, bool isNew)
    {
        if (value is null && isNew)
        {
            return string.Empty;
        }

        if (Path == "remote-server/server-id")
        {
            return "<remote-server nc:operation=\"remove\"><server-id>2</server-id></remote-server>";
        }

        var names = Path.Split('/');
        var content = value is null ? $"<{names[^1]} nc:operation=\"remove\"/>" : $"<{names[^1]}>{value}</{names[^1]}>";
        for (var i = names.Length - 2; i >= 0; i--)
        {
            content = $"<{names[i]}>{(names[i] == "remote-server" ? "<server-id>2</server-id>" : string.Empty)}{content}</{names[i]}>";
        }

        return content;
    }
}
