namespace AcrNetconf.Transports.Unix;

/// <summary>What the transport must know of the host's users.</summary>
public interface IUnixAccounts
{
    /// <summary>The name of a user, or null. May take its time.</summary>
    string? NameOf(uint uid);

    /// <summary>Gives a file to a group.</summary>
    /// <exception cref="IOException">It cannot be done; one sentence.</exception>
    void GiveToGroup(string path, uint gid);
}
