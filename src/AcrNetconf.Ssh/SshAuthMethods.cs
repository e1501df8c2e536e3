namespace AcrNetconf.Ssh;

/// <summary>User authentication methods (RFC 4252, RFC 4256). The values are those libssh uses.</summary>
[Flags]
public enum SshAuthMethods
{
    /// <summary>No method.</summary>
    None = 0,

    /// <summary><c>password</c> (RFC 4252 §8).</summary>
    Password = 0x2,

    /// <summary><c>publickey</c> (RFC 4252 §7).</summary>
    PublicKey = 0x4,

    /// <summary><c>keyboard-interactive</c> (RFC 4256), with exactly one prompt.</summary>
    KeyboardInteractive = 0x10,
}
