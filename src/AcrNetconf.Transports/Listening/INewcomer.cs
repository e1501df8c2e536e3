using System.Net;

namespace AcrNetconf.Transports.Listening;

/// <summary>A connection as the <see cref="Doorkeeper"/> sees it.</summary>
public interface INewcomer
{
    /// <summary>Not authenticated and still alive; a snapshot.</summary>
    bool IsStartup { get; }

    /// <summary>When it was accepted, on the clock of its server.</summary>
    TimeSpan Since { get; }

    /// <summary>Where it comes from.</summary>
    IPAddress Source { get; }

    /// <summary>Cuts it. Any thread; never throws.</summary>
    void Kill(string reason);
}
