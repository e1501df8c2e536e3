using System.Text;
using AcrNetconf.Ssh.Authentication;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>What is kept of a password that a client writes (RFC 7317 §3.3): a hash, whatever the client sent.</summary>
internal static class PasswordKeeping
{
    /// <summary>The hash of a password in the clear; anything else as it is. The old hash when the password is the old one, so that writing it again changes nothing.</summary>
    public static string Keep(string? before, string written)
    {
        if (!written.StartsWith(CryptHash.ClearMark, StringComparison.Ordinal))
        {
            return written;
        }

        var password = Encoding.UTF8.GetBytes(written[CryptHash.ClearMark.Length..]);
        return before is not null && CryptHash.TryParse(before, out var hash, out _) && hash!.Verify(password) // parsed, so it is there
            ? before
            : CryptHash.Create(password).ToString();
    }
}
