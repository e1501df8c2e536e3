using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Interop.Ssh;

namespace AcrNetconf.Interop.Transports;

/// <summary>Authorities and certificates made by openssl (pki.sh), removed with the tests.</summary>
internal sealed class Pki : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("acr-pki-");

    public Pki()
    {
        ToolResult made = Tool.Run("sh", Path.Combine(AppContext.BaseDirectory, "Transports", "pki.sh"), _directory.FullName);
        Assert.AreEqual(0, made.Code, made.ToString());
    }

    /// <summary>Options of an agent that shows "server", believes "root", and knows "operator" and whoever "below" vouches for.</summary>
    public string[] AgentOptions =>
    [
        "--tls-cert", File("server.pem"), "--tls-key", File("server.key"), "--tls-ca", File("root.pem"), "--tls-crl", File("all.crl"),
        "--tls-user", $"{File("operator.pem")}=operator", "--tls-user", $"{File("late.pem")}=late", "--tls-map", $"{File("below.pem")}=san-any", "--recovery-user", "operator",
    ];

    /// <summary>The same, but "root" and "stranger" are believed, and all lists are in one file.</summary>
    public string[] BundleOptions => [.. AgentOptions.Select(o => o == File("root.pem") ? File("roots.pem") : o == File("all.crl") ? File("every.crl") : o)];

    public string File(string name) => Path.Combine(_directory.FullName, name);

    /// <summary>Arguments of an openssl client that shows this certificate (null: none) and checks the agent's.</summary>
    public string[] ClientArguments(string place, string? name, params string[] extra)
    {
        string[] own = name is null ? [] : ["-cert", File($"{name}.pem"), "-key", File($"{name}.key")];
        string[] chain = System.IO.File.Exists(File($"{name}-chain.pem")) ? ["-cert_chain", File($"{name}-chain.pem")] : [];
        return ["s_client", "-connect", place, "-CAfile", File("root.pem"), "-verify_return_error", "-quiet", .. own, .. chain, .. extra]; // quiet stays until the agent closes
    }

    /// <summary>Of a client that shows this certificate and checks the agent's.</summary>
    public SslClientAuthenticationOptions ClientOptions(string name) => new()
    {
        TargetHost = "127.0.0.1",
        ClientCertificates = [X509Certificate2.CreateFromPemFile(File($"{name}.pem"), File($"{name}.key"))],
        CertificateChainPolicy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            CustomTrustStore = { X509CertificateLoader.LoadCertificateFromFile(File("root.pem")) },
            RevocationMode = X509RevocationMode.NoCheck,
        },
    };

    /// <summary>Has "root" revoke a certificate and writes the lists anew.</summary>
    public void Revoke(string name)
    {
        string root = File("root/ca.cnf");
        ToolResult made = Tool.Run("sh", "-ec", $"openssl ca -config {root} -revoke {File($"{name}.pem")}; openssl ca -config {root} -gencrl -out {File("root.crl")}; cat {File("root.crl")} {File("below.crl")} >{File("all.crl")}");
        Assert.AreEqual(0, made.Code, made.ToString());
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
