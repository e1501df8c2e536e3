using System.Collections.Immutable;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Transports.Tls;

namespace AcrNetconf.UnitTests.Transports.Tls;

[TestClass]
public sealed class CertificateJudgeTests
{
    private const string ServerUsage = "1.3.6.1.5.5.7.3.1";

    private static readonly DateTimeOffset s_now = TestPki.Begin.AddMonths(6);
    private static readonly TestPki s_root = TestPki.Root("root");
    private static readonly TestPki s_below = s_root.Below("below");
    private static readonly X509Certificate2 s_client = s_below.Issue("CN=client");
    private static readonly ClientTrust s_trust = new() { Authorities = [s_root.Certificate] };

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public void Certificate_that_leads_to_a_trusted_root_is_believed() => Accepts("admin", s_client, s_trust, Entry(s_client, "admin"));

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public void Missing_certificate_is_refused() => Assert.AreEqual(
        new CertificateVerdict.Refused("the client has no certificate"), CertificateJudge.Judge(null, null, s_trust, [Entry(s_client, "admin")], s_now));

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public void Dates_count_for_every_certificate_of_the_chain()
    {
        Refuses("certificate CN=old expired at 2026-02-01 00:00:00Z", s_root.Issue("CN=old", end: TestPki.Begin.AddMonths(1)), s_trust);
        Refuses("certificate CN=young is not valid before 2026-11-01 00:00:00Z", s_root.Issue("CN=young", begin: TestPki.Begin.AddMonths(10)), s_trust);
        Assert.AreEqual(
            new CertificateVerdict.Refused("certificate CN=client expired at 2027-01-01 00:00:00Z"), Judge(s_client, s_trust, [Entry(s_client, "admin")], TestPki.End.AddSeconds(1)));
    }

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public void Unknown_authority_is_refused_also_when_its_certificate_is_sent_along()
    {
        var stranger = TestPki.Root("stranger");
        var client = stranger.Issue("CN=client");
        Refuses("no trusted authority vouches for the certificate; its issuer is CN=stranger", client, s_trust);
        Refuses("no trusted authority vouches for the certificate; its issuer is CN=stranger", client, s_trust, stranger.Certificate);
        Refuses("no trusted authority vouches for the certificate; its issuer is CN=root", s_root.Issue("CN=x"), new ClientTrust());
    }

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public void Certificate_for_another_use_is_refused() => Refuses("the chain of the certificate is wrong: NotValidForUsage", s_root.Issue("CN=web", usage: ServerUsage), s_trust);

    [TestMethod]
    public void Pinned_certificate_is_believed_whoever_issued_it_until_it_expires()
    {
        var own = TestPki.Root("nobody").Issue("CN=pinned");
        var trust = new ClientTrust { Certificates = [own] };
        Accepts("admin", own, trust, Entry(own, "admin"));
        Assert.IsInstanceOfType<CertificateVerdict.Refused>(Judge(own, trust, [Entry(own, "admin")], TestPki.End.AddDays(1)));
        Refuses("no trusted authority vouches for the certificate; its issuer is CN=below", s_client, trust);
    }

    [TestMethod]
    [TestProperty("row", "7589-5")]
    public void Revocation_is_asked_for_at_every_level_once_there_is_a_list()
    {
        var other = s_below.Issue("CN=other");
        var rootList = List(s_root);
        var trust = s_trust with { RevocationLists = [rootList, List(s_below, other)] };
        Accepts("admin", s_client, trust, Entry(s_client, "admin"));
        Refuses($"certificate CN=other, serial {other.SerialNumber}, was revoked at 2026-06-30 00:00:00Z", other, trust);
        Refuses("there is no revocation list of CN=below", s_client, s_trust with { RevocationLists = [rootList] });
        Refuses(
            $"certificate CN=below, serial {s_below.Certificate.SerialNumber}, was revoked at 2026-06-30 00:00:00Z", s_client,
            s_trust with { RevocationLists = [List(s_root, s_below.Certificate), List(s_below)] });
    }

    [TestMethod]
    public void List_out_of_date_or_of_another_hand_does_not_count()
    {
        var old = CertificateRevocationList.Parse(s_below.Revoke(s_now.AddDays(-9), s_now.AddDays(-2)));
        Refuses("the revocation list of CN=below is out of date", s_client, s_trust with { RevocationLists = [List(s_root), old] });
        Accepts("admin", s_client, s_trust with { RevocationLists = [List(s_root), old, List(s_below)] }, Entry(s_client, "admin"));
        var forged = List(TestPki.Root("below"), s_client);
        Refuses("there is no revocation list of CN=below", s_client, s_trust with { RevocationLists = [List(s_root), forged] });
    }

    [TestMethod]
    [DataRow(CertificateMap.SanRfc822Name, "Joe@example.com")]
    [DataRow(CertificateMap.SanDnsName, "host.example")]
    [DataRow(CertificateMap.SanIpAddress, "192.0.2.9")]
    [DataRow(CertificateMap.SanAny, "host.example")]
    [DataRow(CertificateMap.CommonName, "The Client")]
    [TestProperty("row", "7589-7")]
    public void Name_is_the_one_of_the_kind_the_entry_asks_for(CertificateMap map, string name)
    {
        var client = s_below.Issue("CN=The Client, O=x", n =>
        {
            n.AddUri(new Uri("urn:not-a-name"));
            n.AddDnsName("Host.Example");
            n.AddEmailAddress("Joe@EXAMPLE.com");
            n.AddIpAddress(IPAddress.Parse("192.0.2.9"));
        });
        Accepts(name, client, s_trust, new CertToName(1, TlsFingerprint.Of(s_root.Certificate), map));
    }

    [TestMethod]
    [TestProperty("row", "7589-7")]
    public void Ipv6_address_is_32_digits()
        => Accepts(
            "20010db8000000000000000000000001", s_root.Issue("CN=x", n => n.AddIpAddress(IPAddress.Parse("2001:db8::1"))), s_trust,
            new CertToName(1, TlsFingerprint.Of(s_root.Certificate), CertificateMap.SanIpAddress));

    [TestMethod]
    [TestProperty("row", "7589-7")]
    public void First_entry_that_matches_and_yields_a_name_decides()
    {
        var root = TlsFingerprint.Of(s_root.Certificate);
        var client = s_below.Issue("CN=plain");
        CertToName[] entries =
        [
            new(30, root, CertificateMap.Specified, "third"),
            new(20, root, CertificateMap.CommonName),
            new(10, root, CertificateMap.SanDnsName),
            new(5, TlsFingerprint.Of(s_client), CertificateMap.Specified, "somebody else"),
        ];
        Accepts("plain", client, s_trust, entries);
        Refuses("certificate CN=plain has no name of the kind that cert-to-name asks for", client, s_trust, [entries[2]]);
        Refuses("no entry of cert-to-name matches certificate CN=plain", client, s_trust, [entries[3]]);
    }

    [TestMethod]
    [TestProperty("row", "7589-7")]
    [DataRow("CN=one, CN=two")]
    [DataRow("O=nobody")]
    public void Subject_without_one_common_name_names_nobody(string subject)
        => Refuses(
            $"certificate {subject} has no name of the kind that cert-to-name asks for", s_root.Issue(subject), s_trust,
            [new CertToName(1, TlsFingerprint.Of(s_root.Certificate), CertificateMap.CommonName)]);

    private static CertToName Entry(X509Certificate2 certificate, string name) => new(1, TlsFingerprint.Of(certificate), CertificateMap.Specified, name);

    private static CertificateRevocationList List(TestPki issuer, params X509Certificate2[] revoked)
        => CertificateRevocationList.Parse(issuer.Revoke(new DateTimeOffset(2026, 6, 30, 0, 0, 0, TimeSpan.Zero), s_now.AddDays(7), revoked));

    private static void Accepts(string user, X509Certificate2 certificate, ClientTrust trust, params CertToName[] entries)
        => Assert.AreEqual(user, (Judge(certificate, trust, [.. entries], s_now) as CertificateVerdict.Accepted)?.User, Judge(certificate, trust, [.. entries], s_now).ToString());

    private static void Refuses(string reason, X509Certificate2 certificate, ClientTrust trust, params X509Certificate2[] sent)
        => Assert.AreEqual(new CertificateVerdict.Refused(reason), Judge(certificate, trust, [Entry(certificate, "admin")], s_now, sent));

    private static void Refuses(string reason, X509Certificate2 certificate, ClientTrust trust, CertToName[] entries)
        => Assert.AreEqual(new CertificateVerdict.Refused(reason), Judge(certificate, trust, [.. entries], s_now));

    private static CertificateVerdict Judge(X509Certificate2 certificate, ClientTrust trust, ImmutableArray<CertToName> entries, DateTimeOffset now, params X509Certificate2[] sent)
    {
        using var chain = new X509Chain { ChainPolicy = trust.MakePolicy(now) };
        chain.ChainPolicy.ExtraStore.Add(s_below.Certificate);
        chain.ChainPolicy.ExtraStore.AddRange(sent);
        chain.Build(certificate);
        return CertificateJudge.Judge(certificate, chain, trust, entries, now);
    }
}
