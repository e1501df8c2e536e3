using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>Fingerprint of a certificate as RFC 7407 writes it (tls-fingerprint): the number of a hash algorithm, then the hash.</summary>
/// <remarks>MD5 and SHA-1 are not accepted: whoever can make a second certificate with the same hash would be the user.</remarks>
public sealed record TlsFingerprint
{
    // https://www.iana.org/assignments/tls-parameters: TLS HashAlgorithm.
    private static readonly (byte Number, HashAlgorithmName Name, int Bytes)[] s_algorithms =
    [
        (4, HashAlgorithmName.SHA256, 32),
        (5, HashAlgorithmName.SHA384, 48),
        (6, HashAlgorithmName.SHA512, 64),
    ];

    private readonly HashAlgorithmName _algorithm;

    private TlsFingerprint(HashAlgorithmName algorithm, string text)
    {
        _algorithm = algorithm;
        Text = text;
    }

    /// <summary>Lower-case octets with colons, the algorithm first: <c>04:b1:…</c>.</summary>
    public string Text { get; }

    /// <summary>Reads octets in hexadecimal, with or without colons.</summary>
    /// <exception cref="FormatException">It is none, or of an algorithm that is not accepted; one sentence.</exception>
    public static TlsFingerprint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        byte[] octets;
        try
        {
            octets = Convert.FromHexString(text.Replace(":", "", StringComparison.Ordinal));
        }
        catch (FormatException)
        {
            throw new FormatException($"fingerprint '{text}': not octets in hexadecimal");
        }

        foreach ((byte number, HashAlgorithmName name, int bytes) in s_algorithms)
        {
            if (octets.Length == bytes + 1 && octets[0] == number)
            {
                return new TlsFingerprint(name, Write(octets));
            }
        }

        throw new FormatException($"fingerprint '{text}': 04 and 32 octets of SHA-256, 05 and 48 of SHA-384, or 06 and 64 of SHA-512 are accepted");
    }

    /// <summary>The SHA-256 fingerprint of a certificate.</summary>
    public static TlsFingerprint Of(X509Certificate2 certificate) => Make(certificate, HashAlgorithmName.SHA256);

    /// <summary>Whether it is this certificate's.</summary>
    public bool Matches(X509Certificate2 certificate) => Make(certificate, _algorithm).Text == Text;

    /// <inheritdoc/>
    public override string ToString() => Text;

    private static TlsFingerprint Make(X509Certificate2 certificate, HashAlgorithmName algorithm)
    {
        byte number = Array.Find(s_algorithms, a => a.Name == algorithm).Number;
        return new TlsFingerprint(algorithm, Write([number, .. certificate.GetCertHash(algorithm)]));
    }

    private static string Write(byte[] octets) => string.Join(':', octets.Select(o => o.ToString("x2")));
}
