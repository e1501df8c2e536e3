using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>Keeps what is logged at Information and above.</summary>
internal sealed class TestLogger : ILogger
{
    public ConcurrentQueue<string> Lines { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull
        => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel))
        {
            Lines.Enqueue(formatter(state, exception));
        }
    }
}
