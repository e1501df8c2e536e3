namespace AcrNetconf.Ssh.HostKeys;

/// <summary>One private key the server proves its identity with.</summary>
/// <param name="Algorithm">Key type, for example <c>ssh-ed25519</c>.</param>
/// <param name="Fingerprint">SHA256 fingerprint of the public half, as OpenSSH prints it.</param>
/// <param name="PrivateKey">The private key as text (PEM or OpenSSH form), without pass phrase.</param>
public sealed record HostKey(string Algorithm, string Fingerprint, ReadOnlyMemory<byte> PrivateKey)
{
    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm} {Fingerprint}";
}
