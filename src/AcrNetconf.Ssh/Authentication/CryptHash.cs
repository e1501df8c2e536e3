using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using AcrNetconf.Ssh.Native;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>A password hash in the notation of crypt(3): SHA-256 ($5$) or SHA-512 ($6$), as crypt-hash of RFC 7317 §3.3 keeps it.</summary>
/// <remarks>Immutable; the same when the text is. What a client configures may cost at most <see cref="MostRounds"/>.</remarks>
public sealed class CryptHash : IPasswordCheck
{
    /// <summary>Marks a password in the clear.</summary>
    public const string ClearMark = "$0$";

    /// <summary>Rounds of the hashes made here: some 25 ms of a core.</summary>
    public const int DefaultRounds = 50_000;

    /// <summary>Rounds accepted: half a second of a core at each login.</summary>
    public const int MostRounds = 1_000_000;

    private const int ImpliedRounds = 5_000;
    private const int LeastRounds = 1_000;
    private const int SaltCharacters = 16;
    private const string RoundsMark = "rounds=";
    private const string Alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private readonly string _text;

    private CryptHash(string text, int rounds)
    {
        _text = text;
        Rounds = rounds;
    }

    /// <summary>What a check costs.</summary>
    public int Rounds { get; }

    /// <summary>Hashes a password with a fresh salt.</summary>
    /// <exception cref="ArgumentException">The password holds a zero byte.</exception>
    public static CryptHash Create(ReadOnlySpan<byte> password)
    {
        if (password.Contains((byte)0))
        {
            throw new ArgumentException("a password cannot hold a zero byte", nameof(password));
        }

        string setting = Setting(DefaultRounds);
        return new CryptHash(LibCrypt.Hash(password, setting) ?? throw new InvalidOperationException("crypt(3) refuses SHA-512"), DefaultRounds);
    }

    /// <summary>A hash no password matches but that takes as long to check: stands in for users that do not exist.</summary>
    public static CryptHash CreateUnmatchable(int rounds) => new(Setting(rounds) + "$", rounds);

    /// <summary>Reads a hash. Never throws.</summary>
    /// <param name="text">Of the form the type crypt-hash admits.</param>
    /// <param name="hash">The hash, or null.</param>
    /// <param name="error">What is wrong, or null.</param>
    public static bool TryParse(string text, out CryptHash? hash, out string? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        hash = null;
        string[] parts = text.Split('$');
        int rounds = ImpliedRounds;
        if (parts.Length < 4 || parts[0].Length > 0 || parts[1] is not ("5" or "6"))
        {
            error = "only SHA-256 ($5$) and SHA-512 ($6$) hashes are known";
        }
        else if (parts[2].StartsWith(RoundsMark, StringComparison.Ordinal)
            && (!int.TryParse(parts[2][RoundsMark.Length..], NumberStyles.None, CultureInfo.InvariantCulture, out rounds) || rounds is < LeastRounds or > MostRounds))
        {
            error = string.Create(CultureInfo.InvariantCulture, $"{parts[2]} is not between {LeastRounds} and {MostRounds}");
        }
        else
        {
            error = null;
            hash = new CryptHash(text, rounds);
        }

        return hash is not null;
    }

    /// <inheritdoc/>
    public bool Verify(ReadOnlySpan<byte> password) =>
        !password.Contains((byte)0)
        && LibCrypt.Hash(password, _text) is { } hash
        && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(hash), Encoding.ASCII.GetBytes(_text));

    /// <inheritdoc/>
    public override string ToString() => _text;

    private static string Setting(int rounds) =>
        string.Create(CultureInfo.InvariantCulture, $"$6${RoundsMark}{rounds}${RandomNumberGenerator.GetString(Alphabet, SaltCharacters)}");
}
