using System.Security.Cryptography;
using AcrNetconf.Transports.Tls;

namespace AcrNetconf.UnitTests.Transports.Tls;

[TestClass]
public sealed class TlsFingerprintTests
{
    [TestMethod]
    [TestProperty("row", "7589-7")]
    [DataRow("04", "SHA256")]
    [DataRow("05", "SHA384")]
    [DataRow("06", "SHA512")]
    public void Fingerprint_matches_its_certificate_however_it_is_written(string number, string algorithm)
    {
        var certificate = TestPki.Root("root").Certificate;
        var digits = number + Convert.ToHexString(certificate.GetCertHash(new HashAlgorithmName(algorithm)));
        var colons = string.Join(':', digits.Chunk(2).Select(c => new string(c))).ToLowerInvariant();
        Assert.AreEqual(colons, TlsFingerprint.Parse(digits).Text);
        Assert.IsTrue(TlsFingerprint.Parse(colons).Matches(certificate));
        Assert.IsFalse(TlsFingerprint.Parse(colons).Matches(TestPki.Root("root").Certificate));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("zz")]
    [DataRow("04:aa")]
    [DataRow("02:da39a3ee5e6b4b0d3255bfef95601890afd80709", DisplayName = "SHA-1")]
    [DataRow("01:d41d8cd98f00b204e9800998ecf8427e", DisplayName = "MD5")]
    public void Anything_else_is_refused_in_a_sentence(string text)
        => StringAssert.StartsWith(Assert.ThrowsExactly<FormatException>(() => TlsFingerprint.Parse(text)).Message, $"fingerprint '{text}': ");
}
