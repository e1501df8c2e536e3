using System.Collections.Concurrent;
using AcrNetconf.Ssh;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Interop.Ssh;

/// <summary>Keeps what the server logs at Information and above, for the message of a failing test.</summary>
internal sealed class MemoryLogger : ILogger<SshServerTransport>
{
    private readonly ConcurrentQueue<string> _lines = [];

    public override string ToString() => string.Join('\n', _lines);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        _lines.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
}
