using System.Collections.Immutable;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>Turns what the model says about TLS into what can be spoken, or says which node cannot be used.</summary>
/// <param name="store">Where keys and certificates stand.</param>
/// <param name="section">Where the rest stands.</param>
internal sealed class TlsReader(CertificateStore store, TlsSection section)
{
    /// <param name="transport">Place of the transport.</param>
    /// <param name="config">What the model says.</param>
    /// <param name="parameters">What can be spoken; null when refused.</param>
    /// <returns>The refusal, or null.</returns>
    public Violation? Read(InstancePath transport, TlsConfig config, out TlsParameters? parameters)
    {
        parameters = null;
        var place = store.PathOfCertificate(config.Key);
        try
        {
            var shown = CertificateBundle.Read(Convert.FromBase64String(config.Key.Data));
            place = store.PathOf(config.Key);
            var certificate = CertificateBundle.WithKey(shown[0], Convert.FromBase64String(config.Key.Key), config.Key.Format);
            parameters = new TlsParameters
            {
                Certificate = certificate,
                Intermediates = shown[1..],
                Trust = new ClientTrust
                {
                    Authorities = [.. Each<X509Certificate2>(config.Authorities, CertificateBundle.Read)],
                    Certificates = [.. Each<X509Certificate2>(config.Known, CertificateBundle.Read)],
                    RevocationLists = [.. Each<CertificateRevocationList>(config.RevocationLists, list => [CertificateRevocationList.Parse(list)])],
                },
                CertToName = [.. config.Names.Select(Name)],
                Versions = config.Versions,
            };
            return null;
        }
        catch (FormatException fault)
        {
            return new Violation("operation-failed", null, place, $"{place}: {fault.Message}");
        }

        IEnumerable<T> Each<T>(IEnumerable<StoredData> all, Func<byte[], ImmutableArray<T>> read)
        {
            foreach (var one in all)
            {
                place = store.PathOf(one);
                foreach (var result in read(Convert.FromBase64String(one.Data)))
                {
                    yield return result;
                }
            }
        }

        CertToName Name(NameConfig name)
        {
            place = section.PathOf(transport, name);
            return new CertToName(name.Id, TlsFingerprint.Parse(name.Fingerprint), name.Map, name.Name);
        }
    }
}
