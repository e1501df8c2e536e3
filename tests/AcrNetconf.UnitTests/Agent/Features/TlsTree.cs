using System.Security.Cryptography.X509Certificates;

namespace AcrNetconf.UnitTests.Agent.Features;

/// <summary>Keys, certificates and TLS settings as parts of the acr-server model.</summary>
internal static class TlsTree
{
    /// <summary>A key in keystore with one certificate, both named <paramref name="name"/>.</summary>
    public static string Key(string name, X509Certificate2 certificate, byte[]? key = null, string? format = null, byte[]? data = null)
        => $"<keystore><asymmetric-keys><asymmetric-key><name>{name}</name>{(format is null ? "" : $"<private-key-format>{format}</private-key-format>")}"
            + $"<cleartext-private-key>{Convert.ToBase64String(key ?? certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKey())}</cleartext-private-key>" // given one that has it
            + $"<certificates><certificate><name>{name}</name><cert-data>{Convert.ToBase64String(data ?? certificate.RawData)}</cert-data></certificate></certificates></asymmetric-key></asymmetric-keys></keystore>";

    /// <summary>A bag with one certificate, or whatever stands for it.</summary>
    public static string Bag(string name, byte[] data)
        => $"<truststore><certificate-bags><certificate-bag><name>{name}</name><certificate><name>c</name><cert-data>{Convert.ToBase64String(data)}</cert-data></certificate></certificate-bag></certificate-bags></truststore>";

    /// <summary>A revocation list.</summary>
    public static string RevocationList(string name, byte[] data)
        => $"<truststore><revocation-lists><revocation-list><name>{name}</name><crl-data>{Convert.ToBase64String(data)}</crl-data></revocation-list></revocation-lists></truststore>";

    /// <summary>What stands below a TLS transport: key "server", authorities "clients", one name.</summary>
    public static string Parameters(string fingerprint, string extra = "", string map = "specified", string? user = "alice", string versions = "")
        => "<tls-server-parameters><server-identity><certificate><central-keystore-reference><asymmetric-key>server</asymmetric-key><certificate>server</certificate></central-keystore-reference></certificate></server-identity>"
            + $"<client-authentication><ca-certs><central-truststore-reference>clients</central-truststore-reference></ca-certs>{extra}</client-authentication>{versions}</tls-server-parameters>"
            + $"<netconf-server-parameters><client-identity-mappings><cert-to-name><id>1</id><fingerprint>{fingerprint}</fingerprint><map-type xmlns:x='urn:ietf:params:xml:ns:yang:ietf-x509-cert-to-name'>x:{map}</map-type>"
            + $"{(user is null ? "" : $"<name>{user}</name>")}</cert-to-name></client-identity-mappings></netconf-server-parameters>";

    /// <summary>One endpoint.</summary>
    public static string Endpoint(string name, string address, int port, string parameters)
        => $"<listen><endpoints><endpoint><name>{name}</name><tls><tcp-server-parameters><local-bind><local-address>{address}</local-address><local-port>{port}</local-port></local-bind>"
            + $"</tcp-server-parameters>{parameters}</tls></endpoint></endpoints></listen>";
}
