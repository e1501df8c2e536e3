using AcrNetconf.Ssh.Authentication;

namespace AcrNetconf.UnitTests.Ssh.Authentication;

[TestClass]
public sealed class SshPublicKeyTests
{
    internal const string Ed25519 = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPtFi6iBpxKkPkk715LVrbUItSQFcWE3Jm3N2VHLh5Td";

    internal const string Ecdsa = "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBP8zi3JLaeGrYeSXw6Os6CB/EFPhcdPmtxObV8y4JULQuaq++aCLhh4P2ujLnbfTGi7tTXCwkMzdJ+TzCtc3L78=";

    private const string Rsa1024 = "ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAAgQCi/+t02g6HHGXFD6AzbGmCXgYdLWDXgaKAoiCbld0Pvn9zvZGfVTD9DT8gpCT1JiXPr8LN+fS2DQLc9MJutoTE+TvhTOwtqAZGJWZg4SQhCpx+iueWhMOvpRAVjK+3mg7S/J6k9oa15yBeJh1elapxbgjK18grnhGifuUY21CrAw==";

    [TestMethod]
    [DataRow(Ed25519 + " alice@host with blanks", "ssh-ed25519", "SHA256:EGYurT2gOQLj0NiXuU2olDH2j1x3+chMwQJDYCAiVS4")]
    [DataRow("  " + Ed25519 + "\t", "ssh-ed25519", "SHA256:EGYurT2gOQLj0NiXuU2olDH2j1x3+chMwQJDYCAiVS4")]
    [DataRow(Ecdsa, "ecdsa-sha2-nistp256", "SHA256:grEha/K+FS1I7BmEUSzkc8BLomo64RZ8PWw+cX6Hpjk")]
    public void Line_of_a_key_gives_type_and_the_fingerprint_openssh_prints(string line, string type, string fingerprint)
    {
        Assert.IsTrue(SshPublicKey.TryParseLine(line, out SshPublicKey? key, out string? error), error);
        Assert.AreEqual((type, fingerprint), (key!.Type, key.Fingerprint));
        Assert.IsTrue(SshPublicKey.TryRead(key.Blob.Span, out SshPublicKey? again));
        Assert.IsTrue(key.Matches(again!));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("   ")]
    [DataRow("# a comment")]
    public void Line_without_a_key_is_no_error(string line)
    {
        Assert.IsFalse(SshPublicKey.TryParseLine(line, out SshPublicKey? key, out string? error));
        Assert.AreEqual(((SshPublicKey?)null, (string?)null), (key, error));
    }

    [TestMethod]
    [DataRow("from=\"10.0.0.1\" " + Ed25519, "options in front of a key are not supported")]
    [DataRow("ssh-dss AAAA", "not a supported key type")]
    [DataRow("ssh-ed25519", "is not base64")]
    [DataRow("ssh-ed25519 !!!!", "is not base64")]
    [DataRow("ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIPtF", "damaged")]
    [DataRow("ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIPtFi6iBpxKkPkk715LVrbUItSQFcWE3Jm3N2VHLh5Td", "of another type")]
    [DataRow(Rsa1024, "too short")]
    public void Line_that_is_wrong_says_why(string line, string reason)
    {
        Assert.IsFalse(SshPublicKey.TryParseLine(line, out SshPublicKey? key, out string? error));
        Assert.IsNull(key);
        StringAssert.Contains(error, reason);
    }

    [TestMethod]
    public void Any_bytes_are_read_without_an_exception()
    {
        var random = new Random(20);
        Assert.IsTrue(SshPublicKey.TryParseLine(Ed25519, out SshPublicKey? good, out _));
        for (int i = 0; i < 5000; i++)
        {
            byte[] blob = good!.Blob.ToArray()[..random.Next(good.Blob.Length + 1)];
            for (int flips = random.Next(4); flips > 0 && blob.Length > 0; flips--)
            {
                blob[random.Next(blob.Length)] = (byte)random.Next(256);
            }

            if (SshPublicKey.TryRead(blob, out SshPublicKey? read))
            {
                CollectionAssert.AreEqual(blob, read!.Blob.ToArray());
            }
        }
    }
}
