namespace AcrNetconf.Ssh.Authentication;

/// <summary>What is kept of a password. Immutable.</summary>
public interface IPasswordCheck
{
    /// <summary>Whether this is the password. May take long by design: keep it off loops that serve others.</summary>
    bool Verify(ReadOnlySpan<byte> password);
}
