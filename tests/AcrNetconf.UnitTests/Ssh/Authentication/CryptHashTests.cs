using System.Text;
using AcrNetconf.Ssh.Authentication;

namespace AcrNetconf.UnitTests.Ssh.Authentication;

[TestClass]
public sealed class CryptHashTests
{
    /// <summary>Made by <c>openssl passwd</c>, which has its own implementation.</summary>
    [TestMethod]
    [DataRow("$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5", 5_000)]
    [DataRow("$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1", 5_000)]
    [DataRow("$6$rounds=10000$saltstringsaltst$OW1/O6BYHV6BcXZu8QVeXbDWra3Oeqh0sbHbbMCVNSnCM/UrjmM0Dp8vOuZeHBy/YTBmSK6H9qs/y3RnOaw5v.", 10_000)]
    [TestProperty("row", "7317-3.3-verify")]
    public void Hashes_of_others_verify(string text, int rounds)
    {
        Assert.IsTrue(CryptHash.TryParse(text, out var hash, out var error), error);
        Assert.AreEqual(rounds, hash!.Rounds); // it parsed
        Assert.IsTrue(hash.Verify("Hello world!"u8));
        Assert.IsFalse(hash.Verify("Hello world"u8));
        Assert.IsFalse(hash.Verify("Hello world!\0"u8), "what follows a zero counts as well");
        Assert.IsFalse(hash.Verify([]));
    }

    [TestMethod]
    public void What_is_made_verifies_and_has_a_salt_of_its_own()
    {
        var password = Encoding.UTF8.GetBytes("grün");
        var first = CryptHash.Create(password);
        var second = CryptHash.Create(password);
        Assert.AreNotEqual(first.ToString(), second.ToString());
        StringAssert.StartsWith(first.ToString(), $"$6$rounds={CryptHash.DefaultRounds}$");
        Assert.IsTrue(CryptHash.TryParse(second.ToString(), out var read, out _));
        Assert.IsTrue(read!.Verify(password)); // it parsed
        Assert.IsFalse(CryptHash.CreateUnmatchable(1_000).Verify(password));
    }

    [TestMethod]
    [DataRow("$1$salt$qJH7.N4xYta3aEG/dfqo/0", "only SHA-256 ($5$) and SHA-512 ($6$) hashes are known")]
    [DataRow("$0$clear", "only SHA-256 ($5$) and SHA-512 ($6$) hashes are known")]
    [DataRow("", "only SHA-256 ($5$) and SHA-512 ($6$) hashes are known")]
    [DataRow("$6$rounds=999$s$h", "rounds=999 is not between 1000 and 1000000")]
    [DataRow("$5$rounds=999999999$s$h", "rounds=999999999 is not between 1000 and 1000000")]
    public void What_cannot_be_checked_in_time_is_refused_with_a_sentence(string text, string sentence)
    {
        Assert.IsFalse(CryptHash.TryParse(text, out _, out var error));
        Assert.AreEqual(sentence, error);
    }
}
