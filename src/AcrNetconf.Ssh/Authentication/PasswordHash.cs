using System.Globalization;
using System.Security.Cryptography;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>A slow, salted hash of a password: PBKDF2 with HMAC-SHA-512 (RFC 8018 §5.2).</summary>
/// <remarks>Immutable. <see cref="Verify"/> takes hundreds of milliseconds by design at <see cref="DefaultIterations"/>: keep it off loops that serve others.</remarks>
public sealed class PasswordHash : IPasswordCheck
{
    /// <summary>Iterations of hashes that are stored.</summary>
    public const int DefaultIterations = 210_000;

    /// <summary>Iterations of hashes that live no longer than the process that was given the password in the clear, where there is no file to steal.</summary>
    public const int TransientIterations = 1_000;

    private const int SaltBytes = 16;
    private const int HashBytes = 32;
    private const string Scheme = "$pbkdf2-sha512$";

    private readonly int _iterations;
    private readonly byte[] _salt;
    private readonly byte[] _hash;

    private PasswordHash(int iterations, byte[] salt, byte[] hash)
    {
        _iterations = iterations;
        _salt = salt;
        _hash = hash;
    }

    /// <summary>Hashes a password with a fresh salt.</summary>
    public static PasswordHash Create(ReadOnlySpan<byte> password, int iterations = DefaultIterations)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(iterations, 1);
        byte[] salt = RandomNumberGenerator.GetBytes(SaltBytes);
        return new PasswordHash(iterations, salt, Derive(password, salt, iterations));
    }

    /// <summary>A hash no password matches but that takes as long to check: stands in for users that do not exist.</summary>
    public static PasswordHash CreateUnmatchable(int iterations = DefaultIterations) =>
        new(iterations, RandomNumberGenerator.GetBytes(SaltBytes), RandomNumberGenerator.GetBytes(HashBytes));

    /// <summary>Reads what <see cref="ToString"/> wrote. Never throws.</summary>
    public static bool TryParse(string? text, out PasswordHash? hash)
    {
        hash = null;
        string[] parts = (text ?? "").StartsWith(Scheme, StringComparison.Ordinal) ? text![Scheme.Length..].Split('$') : [];
        byte[] salt = new byte[SaltBytes];
        byte[] derived = new byte[HashBytes];
        if (parts.Length != 3
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int iterations) || iterations < 1
            || !Convert.TryFromBase64String(parts[1], salt, out int saltLength) || saltLength != SaltBytes
            || !Convert.TryFromBase64String(parts[2], derived, out int hashLength) || hashLength != HashBytes)
        {
            return false;
        }

        hash = new PasswordHash(iterations, salt, derived);
        return true;
    }

    /// <summary>Whether this is the password; constant time but for the length of the password.</summary>
    public bool Verify(ReadOnlySpan<byte> password) =>
        CryptographicOperations.FixedTimeEquals(Derive(password, _salt, _iterations), _hash);

    /// <summary>Scheme, iterations, salt and hash as one line for a file.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Scheme}{_iterations}${Convert.ToBase64String(_salt)}${Convert.ToBase64String(_hash)}");

    private static byte[] Derive(ReadOnlySpan<byte> password, byte[] salt, int iterations) =>
        Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, HashBytes);
}
