using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The least severe level the journal takes: the command line's, unless the configuration says otherwise. Thread-safe.</summary>
internal sealed class LogLevelSwitch(LogLevel given)
{
    private volatile int _level = (int)given;

    /// <summary>In force.</summary>
    public LogLevel Level => (LogLevel)_level;

    /// <summary>Sets the configured level; null returns to the command line's.</summary>
    public void Configure(LogLevel? level) => _level = (int)(level ?? given);

    /// <summary>Whether a message of this level is written.</summary>
    public bool Admits(LogLevel level) => level >= Level;
}
