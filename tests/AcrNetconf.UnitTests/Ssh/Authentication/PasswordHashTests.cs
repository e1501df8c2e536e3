using AcrNetconf.Ssh.Authentication;

namespace AcrNetconf.UnitTests.Ssh.Authentication;

[TestClass]
public sealed class PasswordHashTests
{
    [TestMethod]
    public void Only_the_right_password_verifies()
    {
        PasswordHash hash = PasswordHash.Create("secret"u8, 10);
        Assert.AreEqual((true, false, false), (hash.Verify("secret"u8), hash.Verify("Secret"u8), hash.Verify(""u8)));
    }

    [TestMethod]
    public void Text_form_round_trips_and_never_repeats_a_salt()
    {
        PasswordHash hash = PasswordHash.Create("secret"u8, 10);
        Assert.IsTrue(PasswordHash.TryParse(hash.ToString(), out PasswordHash? read));
        Assert.AreEqual(hash.ToString(), read!.ToString());
        Assert.IsTrue(read.Verify("secret"u8));
        Assert.AreNotEqual(hash.ToString(), PasswordHash.Create("secret"u8, 10).ToString());
    }

    [TestMethod]
    public void Known_answer_of_the_derivation_is_matched()
    {
        // PBKDF2-HMAC-SHA-512, password "password", salt 16 bytes of 0x73, 1000 iterations, 32 bytes; computed with another implementation.
        string text = "$pbkdf2-sha512$1000$c3Nzc3Nzc3Nzc3Nzc3Nzcw==$xROR2BiXiMtoHKWxO7jWW1PhUTDrAmikqvZf04zv/fM=";
        Assert.IsTrue(PasswordHash.TryParse(text, out PasswordHash? hash));
        Assert.IsTrue(hash!.Verify("password"u8));
    }

    [TestMethod]
    [DataRow(null)]
    [DataRow("")]
    [DataRow("secret")]
    [DataRow("$pbkdf2-sha512$10$AAAA$AAAA")]
    [DataRow("$pbkdf2-sha512$0$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [DataRow("$pbkdf2-sha512$x$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    [DataRow("$pbkdf2-sha256$10$AAAAAAAAAAAAAAAAAAAAAA==$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")]
    public void Text_that_is_no_hash_is_refused(string? text) => Assert.IsFalse(PasswordHash.TryParse(text, out _));
}
