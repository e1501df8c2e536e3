using System.Collections.Immutable;
using System.CommandLine;
using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Agent;

/// <summary>The command line options about the protocol: optional capabilities, and what one peer may cost.</summary>
internal sealed class ProtocolOptions
{
    /// <summary>Off unless switched on.</summary>
    private static readonly string[] Extra = ["writable-running", "startup", "url", "private-candidate"];

    /// <summary>On unless switched off.</summary>
    private static readonly string[] Usual = ["confirmed-commit", "validate", "xpath", "with-defaults", "notification", "partial-lock"];

    private static readonly SessionLimits Default = new();

    private readonly Option<string[]> _on = Many("--capability", $"switch an optional capability on: {string.Join(", ", Extra)}; repeatable");
    private readonly Option<string[]> _off = Many("--no-capability", $"switch a capability off, also one of {string.Join(", ", Usual)}; repeatable");
    private readonly Option<string?> _urlDirectory = new("--url-directory")
    {
        HelpName = "DIR", Description = "directory of the files that URLs may name (default STATE/url); used with --capability url",
    };

    private readonly Option<int> _helloTimeout = Number("--hello-timeout", "SECONDS", "longest wait for a client's hello", Seconds(Default.HelloTimeout));
    private readonly Option<int> _idleTimeout = Number("--idle-timeout", "SECONDS", "longest silence of a session without subscription; 0 never ends one", Seconds(Default.IdleTimeout), least: 0);
    private readonly Option<int> _writeTimeout = Number("--write-timeout", "SECONDS", "longest wait for a client to read on", Seconds(Default.WriteTimeout));
    private readonly Option<int> _maxSessions = Number("--max-sessions", "N", "sessions at a time", Default.MaxSessions);
    private readonly Option<int> _maxSessionsPerUser = Number("--max-sessions-per-user", "N", "sessions at a time of one user", Default.MaxSessionsPerUser);
    private readonly Option<int> _maxMessage = Number("--max-message", "BYTES", "largest message accepted", Default.MaxMessageBytes, least: 4096);
    private readonly Option<int> _maxDepth = Number("--max-depth", "N", "deepest nesting of elements accepted", Default.MaxDepth, least: 10);
    private readonly Option<int> _queue = Number("--notification-queue", "N", "notifications waiting for one slow subscriber before the oldest are lost", Default.MaxQueuedNotifications);
    private readonly Option<int> _replay = Number("--replay", "N", "events kept for replay; 0 switches replay off", 1000, least: 0);

    public ProtocolOptions()
    {
        _on.AcceptOnlyFromAmong([.. Extra, .. Usual]);
        _off.AcceptOnlyFromAmong([.. Extra, .. Usual]);
    }

    public IEnumerable<Option> All
        => [_on, _off, _urlDirectory, _helloTimeout, _idleTimeout, _writeTimeout, _maxSessions, _maxSessionsPerUser, _maxMessage, _maxDepth, _queue, _replay];

    /// <summary>The options with what was given for them.</summary>
    public AgentOptions Apply(AgentOptions options, ParseResult result)
    {
        var idle = result.GetValue(_idleTimeout);
        return options with
        {
            Capabilities = ImmutableHashSet.CreateRange(Usual.Union(result.GetValue(_on) ?? []).Except(result.GetValue(_off) ?? [])),
            UrlDirectory = result.GetValue(_urlDirectory) ?? Path.Combine(options.StateDirectory, "url"),
            ReplayEvents = result.GetValue(_replay),
            Limits = new SessionLimits
            {
                HelloTimeout = TimeSpan.FromSeconds(result.GetValue(_helloTimeout)),
                IdleTimeout = idle == 0 ? Timeout.InfiniteTimeSpan : TimeSpan.FromSeconds(idle),
                WriteTimeout = TimeSpan.FromSeconds(result.GetValue(_writeTimeout)),
                MaxSessions = result.GetValue(_maxSessions),
                MaxSessionsPerUser = result.GetValue(_maxSessionsPerUser),
                MaxMessageBytes = result.GetValue(_maxMessage),
                MaxDepth = result.GetValue(_maxDepth),
                MaxQueuedNotifications = result.GetValue(_queue),
            },
        };
    }

    private static int Seconds(TimeSpan span) => (int)span.TotalSeconds;

    private static Option<string[]> Many(string name, string description) => new(name) { HelpName = "NAME", Description = description, AllowMultipleArgumentsPerToken = false };

    private static Option<int> Number(string name, string helpName, string description, int defaultValue, int least = 1)
    {
        var option = new Option<int>(name) { HelpName = helpName, Description = description, DefaultValueFactory = _ => defaultValue };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (!int.TryParse(token.Value, out var value) || value < least))
            {
                result.AddError($"{name}: '{token.Value}' is not a whole number from {least} up");
            }
        });
        return option;
    }
}
