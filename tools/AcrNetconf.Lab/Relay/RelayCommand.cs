using System.CommandLine;
using AcrNetconf.Lab.Commands;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Relay;

/// <summary>The command <c>acr-lab relay</c>: its options, and nothing else.</summary>
internal static class RelayCommand
{
    private const string Constant = "constant";

    private static readonly Option<string> Listen = new("--listen") { Required = true, Description = "our address that the client takes for its server" };
    private static readonly Option<string> Client = new("--client") { Required = true, Description = "the client's address" };
    private static readonly Option<string> From = new("--from") { Required = true, Description = "our address that the server takes for its client" };
    private static readonly Option<string> Server = new("--server") { Required = true, Description = "the server's address" };
    private static readonly Option<string?> Vpn = new("--vpn") { Description = "VRF device or network namespace to open the sockets in" };
    private static readonly Option<int> EventPort = new("--event-port") { Description = "UDP port of event messages", DefaultValueFactory = _ => 319 };
    private static readonly Option<int> GeneralPort = new("--general-port") { Description = "UDP port of general messages", DefaultValueFactory = _ => 320 };
    private static readonly Option<string> Scenario = new("--scenario") { HelpName = "NAME", Description = "pattern of packet delay, one of acr-lab sim, or constant", DefaultValueFactory = _ => Constant };
    private static readonly Option<double> Delay = new("--delay") { Description = "constant delay each way, ns" };
    private static readonly Option<double?> ReverseDelay = new("--reverse-delay") { Description = "constant delay from client to server where it differs, ns" };
    private static readonly Option<double> Skip = new("--skip") { Description = "begin the scenario this many seconds after its start" };
    private static readonly Option<double> Loss = new("--loss") { Description = "part of datagrams that vanish, each way, 0..1" };
    private static readonly Option<long> Seed = new("--seed") { Description = "seed of everything random", DefaultValueFactory = _ => 1 };
    private static readonly Option<double?> Duration = new("--duration") { Description = "run this many seconds, then stop" };
    private static readonly Option<bool> Json = new("--json") { Description = "the report at the end as JSON" };

    public static Command Create()
    {
        Scenario.AcceptOnlyFromAmong([Constant, .. NetworkScenario.All.Select(scenario => scenario.Name)]);
        Command command = new("relay", "Carries PTP between a client and a server, with the delay of a scenario in each direction.")
        {
            Listen, Client, From, Server, Vpn, EventPort, GeneralPort, Scenario, Delay, ReverseDelay, Skip, Loss, Seed, Duration, Json,
        };
        command.SetAction(async (result, cancellationToken) =>
        {
            if (Read(result, out RelayOptions? options) is { } complaint)
            {
                await Console.Error.WriteLineAsync($"acr-lab relay: {complaint}");
                return ExitCodes.Usage;
            }

            return await RelayRun.RunAsync(options!, Console.Out, Console.Error, cancellationToken); // read without a complaint
        });
        return command;
    }

    /// <summary>Null when the options make sense, else what is wrong with them.</summary>
    internal static string? Read(ParseResult result, out RelayOptions? options)
    {
        options = null;
        PtpAddress[] addresses = new PtpAddress[4];
        foreach ((int index, Option<string> option) in ((Option<string>[])[Listen, Client, From, Server]).Index())
        {
            string text = result.GetValue(option)!; // required
            if (!PtpAddress.TryParse(text, out addresses[index]) || addresses[index].IsUnspecifiedOrMulticast)
            {
                return $"{option.Name} {text}: not an IPv4 or IPv6 address of a host";
            }
        }

        if (addresses[0].IsIPv4 != addresses[1].IsIPv4 || addresses[2].IsIPv4 != addresses[3].IsIPv4)
        {
            return "--listen and --client, and --from and --server, must be of one family each";
        }

        if (addresses[0] == addresses[2])
        {
            return "--listen and --from must differ, or client and server could not be told apart";
        }

        if (result.GetValue(Loss) is < 0 or > 1 || result.GetValue(Delay) is < 0 or > 1e10 || result.GetValue(ReverseDelay) is < 0 or > 1e10 || result.GetValue(Skip) is < 0 or > 1e7 || result.GetValue(Duration) is <= 0 or > 1e7)
        {
            return "--loss is 0 to 1, --delay and --reverse-delay 0 to 1e10, --skip and --duration up to 1e7";
        }

        double delay = result.GetValue(Delay);
        if (result.GetValue(Scenario) != Constant && (delay > 0 || result.GetValue(ReverseDelay) is not null))
        {
            return "--delay and --reverse-delay belong to the scenario constant";
        }

        options = new()
        {
            Listen = addresses[0],
            Client = addresses[1],
            From = addresses[2],
            Server = addresses[3],
            VpnInstance = result.GetValue(Vpn),
            EventPort = result.GetValue(EventPort),
            GeneralPort = result.GetValue(GeneralPort),
            Scenario = NetworkScenario.Find(result.GetValue(Scenario)!) ?? ConstantDelay.Scenario(delay, result.GetValue(ReverseDelay) ?? delay), // has a default
            Skip = result.GetValue(Skip),
            Loss = result.GetValue(Loss),
            Seed = result.GetValue(Seed),
            Duration = result.GetValue(Duration) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            Json = result.GetValue(Json),
        };
        return null;
    }
}
