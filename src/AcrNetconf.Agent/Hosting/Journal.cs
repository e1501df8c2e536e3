using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Where the agent logs: standard error, hence the journal of its service manager.</summary>
internal static class Journal
{
    /// <param name="level">Says what is written, at any time.</param>
    /// <param name="time">Stamps the lines.</param>
    public static ILoggerFactory Open(LogLevelSwitch level, TimeProvider time)
    {
        return new LoggerFactory(
            [new ConsoleLoggerProvider(new FixedOptions(), [new JournalFormatter(time)])],
            new LoggerFilterOptions { MinLevel = LogLevel.Trace, Rules = { new(null, null, null, (_, _, l) => level.Admits(l)) } });
    }

    private sealed class FixedOptions : IOptionsMonitor<ConsoleLoggerOptions>
    {
        public ConsoleLoggerOptions CurrentValue { get; } = new() { FormatterName = JournalFormatter.FormatterName, LogToStandardErrorThreshold = LogLevel.Trace };

        public ConsoleLoggerOptions Get(string? name) => CurrentValue;

        public IDisposable? OnChange(Action<ConsoleLoggerOptions, string?> listener) => null;
    }
}
