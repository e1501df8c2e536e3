using System.CommandLine;
using System.CommandLine.Parsing;
using System.Net;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent;

/// <summary>Turns the command line into <see cref="AgentOptions"/>; wrong usage is one sentence and exit code 2.</summary>
internal static class AgentCommandLine
{
    private const string NoListener = "none";
    private const string DefaultListener = "127.0.0.1:8830";

    public static RootCommand Create(Func<AgentOptions, CancellationToken, Task<int>> run)
    {
        var listen = Many("--listen", "ADDR:PORT", "NETCONF over SSH listener, or none; repeatable; port 0 picks one (default " + DefaultListener + ")");
        var state = One("--state", "DIR", "directory of host keys and commit log", DefaultStateDirectory());
        var user = Many("--user", "NAME:PASSWORD", "local user of this run with full access; repeatable");
        var userKey = Many("--user-key", "NAME:FILE", "local user authorised by public keys; repeatable");
        var modulePath = Many("--module-path", "DIR", "directory of further YANG modules; repeatable");
        var module = Many("--module", "NAME[@REV][:feature,...]", "serve a further module as plain configuration; repeatable");
        var protocol = new ProtocolOptions();
        var transports = new TransportOptions();
        var clock = One("--clock", "CLOCK", "clock to steer: virtual, system, /dev/ptpN or auto", "virtual");
        var timestamping = One("--timestamping", "SOURCE", "packet timestamps: auto, hardware or software", "auto");
        var eventPort = new Option<int>("--event-port") { Description = "UDP port of PTP event messages", DefaultValueFactory = _ => 319 };
        var generalPort = new Option<int>("--general-port") { Description = "UDP port of PTP general messages", DefaultValueFactory = _ => 320 };
        var load = new Option<string?>("--load") { HelpName = "FILE", Description = "replace running by this XML configuration at start" };
        var ready = new Option<string?>("--ready-file") { HelpName = "FILE", Description = "file written when the agent is ready" };
        var logLevel = new Option<LogLevel>("--log-level") { Description = "least severe level logged", DefaultValueFactory = _ => LogLevel.Information };
        listen.Validators.Add(result => Check(result, text => text == NoListener || TryEndpoint(text, out _), "is not ADDR:PORT"));
        user.Validators.Add(result => Check(result, text => text.IndexOf(':') > 0, "is not NAME:PASSWORD"));
        userKey.Validators.Add(result => Check(result, text => text.IndexOf(':') > 0, "is not NAME:FILE"));
        timestamping.AcceptOnlyFromAmong("auto", "hardware", "software");

        var metrics = new Option<string?>("--metrics") { HelpName = "[ADDR:]PORT", Description = "serve metrics for Prometheus at /metrics; on 127.0.0.1 without an address; off by default" };
        metrics.Validators.Add(result => Check(result, text => MetricsEndpointOf(text) is not null, "is not PORT or ADDR:PORT"));
        var root = new RootCommand("NETCONF agent for IEEE 1588 adaptive clock recovery")
        {
            listen, state, user, userKey, modulePath, module, clock, timestamping, eventPort, generalPort, load, ready, logLevel, metrics,
        };
        foreach (var option in protocol.All.Concat(transports.All))
        {
            root.Add(option);
        }

        root.SetAction((result, cancellationToken) => RunAsync(
            run,
            () => transports.Apply(protocol.Apply(new AgentOptions
            {
                Listen = Endpoints(result.GetValue(listen) is { Length: > 0 } given ? given : [DefaultListener]),
                StateDirectory = result.GetValue(state)!, // has a default
                Users = [.. Users(result.GetValue(user), (name, rest) => new AgentUser(name, rest, null)), .. Users(result.GetValue(userKey), (name, rest) => new AgentUser(name, null, rest))],
                ModulePaths = result.GetValue(modulePath) ?? [],
                Modules = [.. (result.GetValue(module) ?? []).Select(ParseModule)],
                Clock = result.GetValue(clock)!, // has a default
                Timestamping = result.GetValue(timestamping)!, // has a default
                EventPort = result.GetValue(eventPort),
                GeneralPort = result.GetValue(generalPort),
                LoadFile = result.GetValue(load),
                ReadyFile = result.GetValue(ready),
                Metrics = result.GetValue(metrics) is { } address ? MetricsEndpointOf(address) : null,
                LogLevel = result.GetValue(logLevel),
            }, result), result),
            cancellationToken));
        return root;
    }

    private static async Task<int> RunAsync(Func<AgentOptions, CancellationToken, Task<int>> run, Func<AgentOptions> read, CancellationToken cancellationToken)
    {
        AgentOptions options;
        try
        {
            options = read();
        }
        catch (Exception fault) when (fault is IOException or FormatException)
        {
            await Console.Error.WriteLineAsync($"acr-netconf: {fault.Message}");
            return 1;
        }

        return await run(options, cancellationToken);
    }

    /// <summary>NAME[@REV][:feature,...]</summary>
    internal static ServedModule ParseModule(string text)
    {
        var colon = text.IndexOf(':');
        var name = colon < 0 ? text : text[..colon];
        var features = colon < 0 ? null : text[(colon + 1)..].Split(',', StringSplitOptions.RemoveEmptyEntries);
        var at = name.IndexOf('@');
        return at < 0 ? new ServedModule(name, null, features) : new ServedModule(name[..at], name[(at + 1)..], features);
    }

    /// <summary>A port alone means loopback: metrics are nobody else's business unless told.</summary>
    internal static IPEndPoint? MetricsEndpointOf(string text)
        => ushort.TryParse(text, out var port) ? new IPEndPoint(IPAddress.Loopback, port)
            : TryEndpoint(text, out var endpoint) ? endpoint
            : null;

    internal static bool TryEndpoint(string text, out IPEndPoint endpoint)
    {
        var ok = IPEndPoint.TryParse(text, out var parsed) && text.LastIndexOf(':') > text.LastIndexOf(']');
        endpoint = parsed ?? new IPEndPoint(IPAddress.Loopback, 0);
        return ok;
    }

    private static string DefaultStateDirectory()
        => Environment.IsPrivilegedProcess
            ? "/var/lib/acr-netconf"
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".local/state/acr-netconf");

    internal static List<IPEndPoint> Endpoints(string[] texts)
    {
        var endpoints = new List<IPEndPoint>();
        foreach (var text in texts)
        {
            if (TryEndpoint(text, out var endpoint))
            {
                endpoints.Add(endpoint);
            }
        }

        return endpoints;
    }

    private static IEnumerable<AgentUser> Users(string[]? texts, Func<string, string, AgentUser> make)
        => (texts ?? []).Select(text => make(text[..text.IndexOf(':')], text[(text.IndexOf(':') + 1)..]));

    private static void Check(OptionResult result, Func<string, bool> isGood, string complaint)
    {
        foreach (var token in result.Tokens)
        {
            if (!isGood(token.Value))
            {
                result.AddError($"{result.Option.Name}: '{token.Value}' {complaint}");
            }
        }
    }

    private static Option<string[]> Many(string name, string helpName, string description)
        => new(name) { HelpName = helpName, Description = description, AllowMultipleArgumentsPerToken = false };

    private static Option<string> One(string name, string helpName, string description, string defaultValue)
        => new(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => defaultValue };
}
