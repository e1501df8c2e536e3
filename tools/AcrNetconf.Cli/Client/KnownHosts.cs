using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace AcrNetconf.Cli.Client;

/// <summary>The lines of a file of known hosts that speak of one server (sshd(8), SSH_KNOWN_HOSTS FILE FORMAT): plain, wildcard and hashed names, revoked keys.</summary>
/// <remarks>Lines for certificate authorities and lines nobody can read are passed over, as OpenSSH does.</remarks>
internal sealed class KnownHosts
{
    private readonly string _file;
    private readonly List<Entry> _entries = [];

    /// <param name="file">For messages.</param>
    /// <param name="lines">Content of the file.</param>
    /// <param name="host">Name or address as the user wrote it.</param>
    /// <param name="port">TCP port; 22 is written without.</param>
    public KnownHosts(string file, IEnumerable<string> lines, string host, int port)
    {
        _file = file;
        var name = port == 22 ? host.ToLowerInvariant() : $"[{host.ToLowerInvariant()}]:{port}";
        foreach (var (number, line) in lines.Index())
        {
            if (Parse(number + 1, line, name) is { } entry)
            {
                _entries.Add(entry);
            }
        }
    }

    /// <summary>Types of the keys known for the server, e.g. ssh-ed25519; a client that knows one should ask for one of these.</summary>
    public IReadOnlyCollection<string> KeyTypes => [.. _entries.Where(e => !e.IsRevoked).Select(e => e.KeyType).Distinct()];

    /// <summary>Why <paramref name="key"/> cannot be trusted under <paramref name="policy"/>: one sentence, or null when it can.</summary>
    public string? Objection(byte[] key, HostKeyPolicy policy)
    {
        var same = _entries.Where(e => e.Key.AsSpan().SequenceEqual(key)).ToList();
        if (policy == HostKeyPolicy.Any)
        {
            return null;
        }

        if (same.Find(e => e.IsRevoked) is { } revoked)
        {
            return $"its host key {Fingerprint(key)} is revoked by {_file} line {revoked.Line}";
        }

        if (same.Count > 0)
        {
            return null;
        }

        if (_entries.Find(e => !e.IsRevoked) is { } other)
        {
            return $"its host key {Fingerprint(key)} is not the one in {_file} line {other.Line} ({Fingerprint(other.Key)}): "
                + "somebody may be in between, or the server was installed anew; remove the line when you know";
        }

        return policy == HostKeyPolicy.Known ? $"its host key {Fingerprint(key)} is not in {_file}" : null;
    }

    private static string Fingerprint(byte[] key) => "SHA256:" + Convert.ToBase64String(SHA256.HashData(key)).TrimEnd('=');

    private static Entry? Parse(int number, string line, string name)
    {
        var words = line.Split((char[])[' ', '\t'], StringSplitOptions.RemoveEmptyEntries);
        var isRevoked = words is ["@revoked", ..];
        words = isRevoked ? words[1..] : words;
        if (words.Length < 3 || words[0][0] is '#' or '@' || !Names(words[0], name))
        {
            return null;
        }

        var key = new byte[words[2].Length];
        return Convert.TryFromBase64String(words[2], key, out var length) ? new(number, words[1], key[..length], isRevoked) : null;
    }

    /// <summary>Whether a list of patterns is about <paramref name="name"/>: one matches, and none with "!" before it.</summary>
    private static bool Names(string patterns, string name)
    {
        if (patterns.StartsWith("|1|", StringComparison.Ordinal))
        {
            return IsHashOf(patterns, name);
        }

        var list = patterns.Split(',');
        return list.Any(p => Matches(p, name)) && !list.Any(p => p.StartsWith('!') && Matches(p[1..], name));
    }

    private static bool Matches(string pattern, string name)
    {
        var expression = Regex.Escape(pattern).Replace("\\*", ".*", StringComparison.Ordinal).Replace("\\?", ".", StringComparison.Ordinal);
        return Regex.IsMatch(name, $"^{expression}$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
    }

    [SuppressMessage("Security", "CA5350", Justification = "The format hides names by HMAC-SHA1; nothing is trusted for it.")]
    private static bool IsHashOf(string hashed, string name)
    {
        try
        {
            return hashed.Split('|') is [_, _, var salt, var hash]
                && HMACSHA1.HashData(Convert.FromBase64String(salt), Encoding.UTF8.GetBytes(name)).AsSpan().SequenceEqual(Convert.FromBase64String(hash));
        }
        catch (FormatException)
        {
            return false;
        }
    }

    private sealed record Entry(int Line, string KeyType, byte[] Key, bool IsRevoked);
}
