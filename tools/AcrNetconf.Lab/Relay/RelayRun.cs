using System.Globalization;
using System.Text.Json;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Lab.Relay;

/// <summary>Runs one relay until told to stop, then reports.</summary>
internal static class RelayRun
{
    // The load patterns are made for a length; a relay nobody stops is given a week.
    private const double LongestSeconds = 7 * 86_400;

    public static async Task<int> RunAsync(RelayOptions options, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        try
        {
            NetworkScope scope = NetworkScope.Resolve(options.VpnInstance);
            using TimestampedSocket clientSide = Open(scope, options.Listen, options);
            using TimestampedSocket serverSide = Open(scope, options.From, options);
            using RelayTime time = new(options.Skip);
            (IDelayModel forward, IDelayModel reverse) = options.Scenario.Build(
                new(options.Seed, 3), new(options.Seed, 4), options.Skip + (options.Duration?.TotalSeconds ?? LongestSeconds));
            RelayDirection toClient = new(options.Server, options.Client, clientSide, forward, options.Loss, new(options.Seed, 5), time);
            RelayDirection toServer = new(options.Client, options.Server, serverSide, reverse, options.Loss, new(options.Seed, 6), time);
            (toClient.Opposite, toServer.Opposite) = (toServer, toClient);
            serverSide.Attach(toClient);
            clientSide.Attach(toServer);
            TextWriter news = options.Json ? errors : output;
            await news.WriteLineAsync($"acr-lab relay ready: {options.Client} <-> {options.Listen} {options.Scenario.Name} {options.From} <-> {options.Server}");
            await news.FlushAsync(cancellationToken);
            await WaitAsync(options.Duration, cancellationToken);
            serverSide.Detach(toClient);
            clientSide.Detach(toServer);
            Report(options, [("to-client", toClient), ("to-server", toServer)], output);
            return 0;
        }
        catch (LinuxException fault)
        {
            await errors.WriteLineAsync($"acr-lab relay: {fault.Message}");
            return 1;
        }
    }

    private static TimestampedSocket Open(NetworkScope scope, PtpAddress address, RelayOptions options) =>
        TimestampedSocket.Open(new TimestampedSocketOptions { Key = new SocketKey(scope, address, options.EventPort, options.GeneralPort) });

    private static async Task WaitAsync(TimeSpan? duration, CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(duration ?? Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // A signal.
        }
    }

    private static void Report(RelayOptions options, (string Name, RelayDirection Direction)[] directions, TextWriter output)
    {
        if (!options.Json)
        {
            foreach ((string name, RelayDirection direction) in directions)
            {
                output.WriteLine(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: {direction.Relayed} relayed, {direction.Lost} lost, {direction.Overflown} overflown, {direction.Foreign} from strangers, {direction.Refused} refused; event messages left {direction.Lateness.MeanNanoseconds / 1000:0.0} µs late in the mean, 99 % within {direction.Lateness.Percentile99() / 1000} µs, worst {direction.Lateness.WorstNanoseconds / 1000} µs"));
            }

            return;
        }

        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer))
        {
            json.WriteStartObject();
            json.WriteString("scenario", options.Scenario.Name);
            json.WriteNumber("seed", options.Seed);
            foreach ((string name, RelayDirection direction) in directions)
            {
                json.WriteStartObject(name);
                json.WriteNumber("relayed", direction.Relayed);
                json.WriteNumber("lost", direction.Lost);
                json.WriteNumber("overflown", direction.Overflown);
                json.WriteNumber("foreign", direction.Foreign);
                json.WriteNumber("refused", direction.Refused);
                json.WriteNumber("meanLatenessNanoseconds", Math.Round(direction.Lateness.MeanNanoseconds));
                json.WriteNumber("percentile99LatenessNanoseconds", direction.Lateness.Percentile99());
                json.WriteNumber("worstLatenessNanoseconds", direction.Lateness.WorstNanoseconds);
                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        output.WriteLine(System.Text.Encoding.UTF8.GetString(buffer.ToArray()));
    }
}
