namespace AcrNetconf.Ssh.Authentication;

/// <summary>Decides who may log in. Shared by every SSH server we may ever have.</summary>
/// <remarks>
/// Called on the turn of the connection, so nothing here may block: slow work (hashing, a remote server) belongs behind an await.
/// While an answer is pending nothing else of that connection is read. Calls for different connections are concurrent. Byte
/// buffers are wiped as soon as the returned task completes. Exceptions count as <see cref="AuthResult.Deny"/> and are logged.
/// </remarks>
public interface ISshAuthenticator
{
    /// <summary>Checks a password (RFC 4252 §8).</summary>
    ValueTask<AuthResult> PasswordAsync(AuthContext context, ReadOnlyMemory<byte> password, CancellationToken cancellationToken);

    /// <summary>Checks a public key (RFC 4252 §7).</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="key">The key as sent.</param>
    /// <param name="isSignatureVerified">False: the client only asks whether the key would do. True: it has proved to hold the key.</param>
    /// <param name="cancellationToken">Cancelled when the connection ends.</param>
    ValueTask<AuthResult> PublicKeyAsync(AuthContext context, SshPublicKey key, bool isSignatureVerified, CancellationToken cancellationToken);

    /// <summary>One step of keyboard-interactive (RFC 4256).</summary>
    /// <param name="context">Who asks.</param>
    /// <param name="answer">Null: the dialogue starts, return a prompt. Else the answer to that prompt.</param>
    /// <param name="cancellationToken">Cancelled when the connection ends.</param>
    ValueTask<AuthResult> KeyboardAsync(AuthContext context, ReadOnlyMemory<byte>? answer, CancellationToken cancellationToken);
}
