namespace AcrNetconf.Ssh;

/// <summary>Algorithm lists in order of preference, comma-separated as on the wire (RFC 4253 §7.1).</summary>
/// <remarks>
/// libssh silently leaves out names it does not know, so newer key exchanges may be listed first. Left out on purpose: SHA-1, CBC,
/// 3DES, group exchange (needs a moduli file), compression. Plain hmac-sha2 and ctr stay for clients without AEAD.
/// </remarks>
internal sealed record SshAlgorithms
{
    public const int RsaMinimumBits = 2048;

    public const string StrictKeyExchange = "kex-strict-s-v00@openssh.com";

    public static readonly SshAlgorithms Default = new();

    public string KeyExchange { get; init; } =
        "mlkem768x25519-sha256,sntrup761x25519-sha512,sntrup761x25519-sha512@openssh.com,"
        + "curve25519-sha256,curve25519-sha256@libssh.org,ecdh-sha2-nistp256,ecdh-sha2-nistp384,ecdh-sha2-nistp521,"
        + "diffie-hellman-group16-sha512,diffie-hellman-group18-sha512,diffie-hellman-group14-sha256";

    public string Ciphers { get; init; } =
        "aes256-gcm@openssh.com,aes128-gcm@openssh.com,chacha20-poly1305@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr";

    public string Macs { get; init; } =
        "hmac-sha2-256-etm@openssh.com,hmac-sha2-512-etm@openssh.com,hmac-sha2-256,hmac-sha2-512";

    public string HostKeys { get; init; } = "ssh-ed25519,ecdsa-sha2-nistp256,rsa-sha2-512,rsa-sha2-256";

    public string UserKeys { get; init; } =
        "ssh-ed25519,ecdsa-sha2-nistp256,ecdsa-sha2-nistp384,ecdsa-sha2-nistp521,rsa-sha2-512,rsa-sha2-256";

    /// <summary>
    /// Without strict key exchange a man in the middle can drop the first packets of chacha20-poly1305 and encrypt-then-MAC
    /// (CVE-2023-48795), so a libssh that lacks it does not get to offer those.
    /// </summary>
    public SshAlgorithms WithoutPrefixTruncation() => this with
    {
        Ciphers = Without(Ciphers, name => name.StartsWith("chacha20", StringComparison.Ordinal)),
        Macs = Without(Macs, name => name.Contains("-etm@", StringComparison.Ordinal)),
    };

    private static string Without(string list, Func<string, bool> unwanted) =>
        string.Join(',', list.Split(',').Where(name => !unwanted(name)));
}
