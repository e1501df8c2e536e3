using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.Native;

namespace AcrNetconf.Ssh.HostKeys;

/// <summary>One private key the server proves its identity with.</summary>
/// <param name="Algorithm">Key type, for example <c>ssh-ed25519</c>.</param>
/// <param name="Fingerprint">SHA256 fingerprint of the public half, as OpenSSH prints it.</param>
/// <param name="PrivateKey">The private key as text (PEM or OpenSSH form), without pass phrase.</param>
public sealed record HostKey(string Algorithm, string Fingerprint, ReadOnlyMemory<byte> PrivateKey)
{
    /// <summary>Reads a private key without pass phrase. Never throws.</summary>
    /// <param name="text">In PEM or OpenSSH form; kept.</param>
    /// <param name="key">The key, or null.</param>
    /// <param name="error">What is wrong, or null.</param>
    public static bool TryRead(ReadOnlyMemory<byte> text, out HostKey? key, out string? error)
    {
        key = null;
        error = null;
        using NativeKey? native = NativeKey.TryImport(text.Span);
        if (native is null)
        {
            error = "is no private key without pass phrase";
        }
        else if (!SshPublicKey.TryRead(native.ExportPublic(), out SshPublicKey? publicKey) || publicKey is null)
        {
            error = $"holds a key of an unsupported type or of less than {SshAlgorithms.RsaMinimumBits} bits";
        }
        else
        {
            key = new HostKey(publicKey.Type, publicKey.Fingerprint, text);
        }

        return key is not null;
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Algorithm} {Fingerprint}";
}
