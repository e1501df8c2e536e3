using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>A user's public key: its wire form and what is read from it.</summary>
/// <remarks>Immutable. Two keys are the same when their blobs are (<see cref="Matches"/>, constant time for equal lengths).</remarks>
public sealed class SshPublicKey
{
    private const int RsaMinimumBits = SshAlgorithms.RsaMinimumBits;

    private static readonly string[] s_types =
        ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384", "ecdsa-sha2-nistp521", "ssh-rsa"];

    private readonly byte[] _blob;

    private SshPublicKey(string type, byte[] blob)
    {
        Type = type;
        _blob = blob;
        Fingerprint = "SHA256:" + Convert.ToBase64String(SHA256.HashData(blob)).TrimEnd('=');
    }

    /// <summary>Key type as named inside the blob, for example <c>ssh-ed25519</c>.</summary>
    public string Type { get; }

    /// <summary>SHA256 fingerprint in the form OpenSSH prints.</summary>
    public string Fingerprint { get; }

    /// <summary>The key blob (RFC 4253 §6.6).</summary>
    public ReadOnlyMemory<byte> Blob => _blob;

    /// <summary>Reads a key blob of a type we accept. Never throws.</summary>
    /// <param name="blob">The blob; copied.</param>
    /// <param name="key">The key, or null.</param>
    public static bool TryRead(ReadOnlySpan<byte> blob, out SshPublicKey? key)
    {
        key = null;
        ReadOnlySpan<byte> rest = blob;
        if (!TryReadString(ref rest, out ReadOnlySpan<byte> name))
        {
            return false;
        }

        string type = Encoding.ASCII.GetString(name);
        if (!s_types.Contains(type) || !IsStrongEnough(type, rest))
        {
            return false;
        }

        key = new SshPublicKey(type, blob.ToArray());
        return true;
    }

    /// <summary>Reads one line of an authorized_keys file: type, base64, comment. Never throws.</summary>
    /// <param name="line">The line. Lines with options in front are refused: an ignored <c>from=</c> would be a hole.</param>
    /// <param name="key">The key; null for blank lines, comments and errors.</param>
    /// <param name="error">What is wrong, or null.</param>
    /// <returns>True when the line holds a key.</returns>
    public static bool TryParseLine(string line, out SshPublicKey? key, out string? error)
    {
        ArgumentNullException.ThrowIfNull(line);
        key = null;
        error = null;
        string[] words = line.Split((char[])[' ', '\t'], 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (words.Length == 0 || words[0].StartsWith('#'))
        {
            return false;
        }

        if (!s_types.Contains(words[0]))
        {
            error = $"'{words[0]}' is not a supported key type ({string.Join(", ", s_types)}); options in front of a key are not supported";
            return false;
        }

        byte[] blob = new byte[words.Length > 1 ? words[1].Length : 0];
        if (words.Length < 2 || !Convert.TryFromBase64String(words[1], blob, out int length))
        {
            error = $"the {words[0]} key is not base64";
            return false;
        }

        if (!TryRead(blob.AsSpan(0, length), out SshPublicKey? read) || read?.Type != words[0])
        {
            error = $"the {words[0]} key is damaged, of another type or too short";
            return false;
        }

        key = read;
        return true;
    }

    /// <summary>Whether both are the same key.</summary>
    public bool Matches(SshPublicKey other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return CryptographicOperations.FixedTimeEquals(_blob, other._blob);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Type} {Fingerprint}";

    // RSA: mpint e, mpint n. Others have a fixed size; libssh checks the point itself before a signature can verify.
    private static bool IsStrongEnough(string type, ReadOnlySpan<byte> rest)
    {
        if (!TryReadString(ref rest, out _))
        {
            return false;
        }

        return type != "ssh-rsa"
            || (TryReadString(ref rest, out ReadOnlySpan<byte> modulus) && modulus.TrimStart((byte)0).Length * 8 >= RsaMinimumBits);
    }

    private static bool TryReadString(ref ReadOnlySpan<byte> source, out ReadOnlySpan<byte> value)
    {
        value = default;
        if (source.Length < 4)
        {
            return false;
        }

        uint length = BinaryPrimitives.ReadUInt32BigEndian(source);
        if (length > source.Length - 4)
        {
            return false;
        }

        value = source.Slice(4, (int)length);
        source = source[(4 + (int)length)..];
        return true;
    }
}
