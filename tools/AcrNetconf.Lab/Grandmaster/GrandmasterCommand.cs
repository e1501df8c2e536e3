using System.CommandLine;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>The command <c>acr-lab gm</c>: its options, and nothing else.</summary>
internal static class GrandmasterCommand
{
    private static readonly Option<string[]> Listen = new("--listen") { Description = "local address of a grandmaster; repeat for several", Required = true };
    private static readonly Option<string?> Vpn = new("--vpn") { Description = "VRF device or network namespace to open the sockets in" };
    private static readonly Option<int> EventPort = new("--event-port") { Description = "UDP port of event messages", DefaultValueFactory = _ => 319 };
    private static readonly Option<int> GeneralPort = new("--general-port") { Description = "UDP port of general messages", DefaultValueFactory = _ => 320 };
    private static readonly Option<byte> Domain = new("--domain") { Description = "domainNumber", DefaultValueFactory = _ => 4 };
    private static readonly Option<byte> ClockClass = new("--clock-class") { Description = "clockClass of Announce (84 is PRC in option I)", DefaultValueFactory = _ => 84 };
    private static readonly Option<double> OffsetPpb = new("--offset-ppb") { Description = "how much faster than this host's oscillator the clock runs" };
    private static readonly Option<bool> TwoStep = new("--two-step") { Description = "Sync and Follow_Up with the kernel's transmit stamp (default)" };
    private static readonly Option<bool> OneStep = new("--one-step") { Description = "Sync alone, with the time read just before it is sent" };
    private static readonly Option<byte> MinorVersion = new("--minor-version") { Description = "minorVersionPTP, 0 or 1" };
    private static readonly Option<string[]> Deny = new("--deny") { Description = "deny requests for announce, sync or delay-resp; repeatable" };
    private static readonly Option<string[]> Mute = new("--mute") { Description = "grant but do not send announce, sync, follow-up or delay-resp, or ignore signaling; repeatable" };
    private static readonly Option<int> MaximumDuration = new("--max-duration") { Description = "longest grant in seconds", DefaultValueFactory = _ => 1000 };
    private static readonly Option<sbyte> FastestInterval = new("--fastest-interval") { Description = "shortest interval granted, log2 seconds", DefaultValueFactory = _ => -7 };
    private static readonly Option<int> MaximumClients = new("--max-clients") { Description = "clients beyond this number are ignored", DefaultValueFactory = _ => 512 };
    private static readonly Option<double> Loss = new("--loss") { Description = "part of datagrams that vanish, each way, 0..1" };
    private static readonly Option<string[]> At = new("--at")
    {
        HelpName = "SECONDS:CHANGE",
        Description = "what happens while it runs; repeatable. CHANGE is clock-class=N, offset-ppb=X, loss=P, one-step, two-step, cancel=SERVICE|all, "
            + "deny=SERVICE, grant=SERVICE (ends deny), mute=MESSAGE, send=MESSAGE (ends mute); SERVICE is announce, sync or delay-resp, MESSAGE also follow-up or signaling",
    };

    private static readonly Option<byte> Dscp = new("--dscp") { Description = "DSCP of what is sent, 0..63" };
    private static readonly Option<byte> TimeToLive = new("--ttl") { Description = "TTL or hop limit of what is sent", DefaultValueFactory = _ => 64 };
    private static readonly Option<double?> Hours = new("--hours") { Description = "run this long, then stop" };
    private static readonly Option<double?> Duration = new("--duration") { Description = "run this many seconds, then stop" };
    private static readonly Option<bool> Json = new("--json") { Description = "the report at the end as JSON" };

    /// <summary>The command, ready to hang into the root.</summary>
    public static Command Create()
    {
        var command = new Command("gm", "A test grandmaster with unicast negotiation on real sockets.")
        {
            Listen, Vpn, EventPort, GeneralPort, Domain, ClockClass, OffsetPpb, TwoStep, OneStep, MinorVersion, Deny, Mute,
            MaximumDuration, FastestInterval, MaximumClients, Loss, At, Dscp, TimeToLive, Hours, Duration, Json,
        };
        command.SetAction((result, cancellationToken) => RunAsync(result, cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        if (Read(result, out GrandmasterOptions? options) is string complaint)
        {
            await Console.Error.WriteLineAsync($"acr-lab gm: {complaint}");
            return 2;
        }

        // Read without a complaint gives options.
        return await GrandmasterRun.RunAsync(options!, TimeProvider.System, Console.Out, Console.Error, cancellationToken);
    }

    /// <summary>Null when the options make sense, else what is wrong with them.</summary>
    internal static string? Read(ParseResult result, out GrandmasterOptions? options)
    {
        options = null;
        var addresses = new List<PtpAddress>();
        foreach (string text in result.GetValue(Listen) ?? [])
        {
            if (!PtpAddress.TryParse(text, out PtpAddress address))
            {
                return $"--listen {text}: not an IPv4 or IPv6 address";
            }

            addresses.Add(address);
        }

        GrandmasterFaults faults = GrandmasterFaults.None;
        foreach ((string kind, string word) in Words("deny", result.GetValue(Deny)).Concat(Words("mute", result.GetValue(Mute))))
        {
            if (!GrandmasterOptions.TryParseFault(kind, word, out GrandmasterFaults fault))
            {
                return $"--{kind} {word}: not a message this option knows";
            }

            faults |= fault;
        }

        if (result.GetValue(OneStep) && result.GetValue(TwoStep))
        {
            return "--one-step and --two-step exclude each other";
        }

        if (result.GetValue(Dscp) > 63 || result.GetValue(TimeToLive) == 0)
        {
            return "--dscp is 0..63 and --ttl 1..255";
        }

        if (result.GetValue(Loss) is < 0 or > 1 || result.GetValue(MaximumClients) < 1)
        {
            return "--loss is 0..1 and --max-clients at least 1";
        }

        var moments = new List<GrandmasterMoment>();
        foreach (string text in result.GetValue(At) ?? [])
        {
            if (GrandmasterMoment.Parse(text) is not { } moment)
            {
                return $"--at {text}: not SECONDS:CHANGE as --help describes it";
            }

            moments.Add(moment);
        }

        double? seconds = result.GetValue(Duration) ?? (result.GetValue(Hours) * 3600);
        if (seconds is <= 0)
        {
            return "--duration and --hours are positive";
        }

        options = new GrandmasterOptions
        {
            Listen = addresses,
            VpnInstance = result.GetValue(Vpn),
            EventPort = result.GetValue(EventPort),
            GeneralPort = result.GetValue(GeneralPort),
            Domain = result.GetValue(Domain),
            ClockClass = result.GetValue(ClockClass),
            OffsetPpb = result.GetValue(OffsetPpb),
            TwoStep = !result.GetValue(OneStep),
            MinorVersion = result.GetValue(MinorVersion),
            MaximumDurationSeconds = result.GetValue(MaximumDuration),
            FastestInterval = result.GetValue(FastestInterval),
            MaximumClients = result.GetValue(MaximumClients),
            Loss = result.GetValue(Loss),
            Moments = [.. moments.OrderBy(moment => moment.At)],
            Faults = faults,
            Dscp = result.GetValue(Dscp),
            TimeToLive = result.GetValue(TimeToLive),
            Duration = seconds is double value ? TimeSpan.FromSeconds(value) : null,
            Json = result.GetValue(Json),
        };
        return null;
    }

    private static IEnumerable<(string Kind, string Word)> Words(string kind, string[]? words) => (words ?? []).Select(word => (kind, word));
}
