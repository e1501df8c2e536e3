using System.Collections.Immutable;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.Transports.Tls;

/// <summary>Certificates, keys and revocation lists in files (PEM; lists also DER).</summary>
public sealed record TlsFiles
{
    private const UnixFileMode OtherAccess = UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;

    /// <summary>The server's certificate, then those between it and its root; null: TLS is not wanted.</summary>
    public string? Certificate { get; init; }

    /// <summary>The private key, not encrypted; closed to others.</summary>
    public string? Key { get; init; }

    /// <summary>Root certificates of clients.</summary>
    public ImmutableArray<string> Authorities { get; init; } = [];

    /// <summary>Revocation lists.</summary>
    public ImmutableArray<string> RevocationLists { get; init; } = [];

    /// <summary>The parameters with what the files hold now.</summary>
    /// <exception cref="IOException">A file cannot be used; one sentence that names it.</exception>
    public TlsParameters Load(TlsParameters parameters)
    {
        ArgumentNullException.ThrowIfNull(parameters);
        if (Certificate is null)
        {
            return parameters;
        }

        if (Key is null)
        {
            throw new IOException($"netconf-tls: the certificate {Certificate} comes without its private key");
        }

        var shown = Read(Certificate, ReadCertificates);
        return parameters with
        {
            Certificate = Read(Key, key => WithKey(shown[0], key)),
            Intermediates = [.. shown.Skip(1)],
            Trust = new ClientTrust
            {
                Authorities = [.. Authorities.SelectMany(a => Read(a, ReadCertificates))],
                RevocationLists = [.. RevocationLists.SelectMany(l => Read(l, file => CertificateRevocationList.ParseFile(File.ReadAllBytes(file))))],
            },
        };
    }

    /// <summary>A fingerprint as text, or that of the first certificate of a file.</summary>
    /// <exception cref="FormatException">It is neither; one sentence.</exception>
    /// <exception cref="IOException">The file cannot be used; one sentence.</exception>
    public static TlsFingerprint Fingerprint(string text)
        => File.Exists(text) ? TlsFingerprint.Of(Read(text, ReadCertificates)[0]) : TlsFingerprint.Parse(text);

    private static X509Certificate2Collection ReadCertificates(string file)
    {
        var certificates = new X509Certificate2Collection();
        certificates.ImportFromPemFile(file);
        return certificates.Count > 0 ? certificates : throw new FormatException("there is no certificate in it");
    }

    private static X509Certificate2 WithKey(X509Certificate2 certificate, string file)
        => (File.GetUnixFileMode(file) & OtherAccess) == 0
            ? X509Certificate2.CreateFromPem(certificate.ExportCertificatePem(), File.ReadAllText(file))
            : throw new FormatException("it is open to others; chmod o= it");

    private static T Read<T>(string file, Func<string, T> read)
    {
        try
        {
            return read(file);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or CryptographicException or FormatException or ArgumentException)
        {
            throw new IOException($"netconf-tls: {file} cannot be used: {fault.Message}", fault);
        }
    }
}
