using System.Security.Cryptography;
using AcrNetconf.Transports.Tls;

namespace AcrNetconf.UnitTests.Transports.Tls;

[TestClass]
public sealed class CertificateRevocationListTests
{
    private static readonly DateTimeOffset s_this = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
    private static readonly TestPki s_root = TestPki.Root("root");

    [TestMethod]
    public void List_says_who_revoked_what_and_until_when()
    {
        var (bad, good) = (s_root.Issue("CN=bad"), s_root.Issue("CN=good"));
        var list = CertificateRevocationList.Parse(s_root.Revoke(s_this, s_this.AddDays(30), bad));
        Assert.AreEqual(("CN=root", s_this, s_this.AddDays(30)), (list.Issuer.Name, list.ThisUpdate, list.NextUpdate));
        Assert.AreEqual((s_this, null), (list.RevokedAt(bad), list.RevokedAt(good)));
        Assert.IsTrue(list.IsSignedBy(s_root.Certificate));
        Assert.IsFalse(list.IsSignedBy(TestPki.Root("root").Certificate));
        Assert.IsFalse(list.IsSignedBy(good));
    }

    [TestMethod]
    public void Changed_list_is_not_signed()
    {
        var encoded = s_root.Revoke(s_this, s_this.AddDays(30), s_root.Issue("CN=bad"));
        encoded[encoded.AsSpan().IndexOf("root"u8)] = (byte)'t';
        Assert.IsFalse(CertificateRevocationList.Parse(encoded).IsSignedBy(s_root.Certificate));
    }

    [TestMethod]
    public void File_may_hold_several_in_pem_or_one_in_der()
    {
        var encoded = s_root.Revoke(s_this, s_this.AddDays(30));
        var pem = PemEncoding.WriteString("X509 CRL", encoded);
        Assert.HasCount(1, CertificateRevocationList.ParseFile(encoded));
        Assert.HasCount(2, CertificateRevocationList.ParseFile(System.Text.Encoding.ASCII.GetBytes($"# ours\n{pem}\n{PemEncoding.WriteString("OTHER", [1])}\n{pem}\n")));
        Assert.AreEqual("there is no \"X509 CRL\"", Assert.ThrowsExactly<FormatException>(() => CertificateRevocationList.ParseFile("nothing"u8.ToArray())).Message);
    }

    [TestMethod]
    public void Every_truncated_or_changed_list_is_refused_or_unsigned_and_nothing_else()
    {
        var encoded = s_root.Revoke(s_this, s_this.AddDays(30), s_root.Issue("CN=bad"));
        for (var i = 0; i < encoded.Length; i++)
        {
            Assert.ThrowsExactly<FormatException>(() => CertificateRevocationList.Parse(encoded.AsMemory(0, i)));
            var changed = (byte[])encoded.Clone();
            changed[i] ^= 0x41;
            try
            {
                Assert.IsFalse(CertificateRevocationList.Parse(changed).IsSignedBy(s_root.Certificate), $"byte {i}");
            }
            catch (FormatException)
            {
                // Refused.
            }
        }
    }
}
