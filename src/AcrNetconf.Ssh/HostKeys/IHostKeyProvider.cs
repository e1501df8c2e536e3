namespace AcrNetconf.Ssh.HostKeys;

/// <summary>Where host keys come from.</summary>
public interface IHostKeyProvider
{
    /// <summary>Raised when <see cref="Load"/> would return something else; new connections then use the new keys.</summary>
    event Action? Changed;

    /// <summary>The keys, best first, at least one. Called at start and after <see cref="Changed"/>.</summary>
    /// <exception cref="IOException">They cannot be had; one sentence for an operator.</exception>
    IReadOnlyList<HostKey> Load();
}
