using AcrNetconf.Cli.Commands;

namespace AcrNetconf.UnitTests.Cli.Commands;

[TestClass]
public sealed class SetUserCommandTests
{
    [TestMethod]
    public void Keys_are_named_by_their_comments_and_equal_names_are_told_apart()
    {
        var keys = SetUserCommand.AuthorizedKeys(["# mine", "", "ssh-ed25519 AAAA eve's laptop", "ssh-rsa BBBB", "ssh-rsa CCCC", "  ssh-rsa\tDDDD  ssh-rsa "]);
        CollectionAssert.AreEqual(
            new[] { "eve's laptop ssh-ed25519 AAAA", "ssh-rsa ssh-rsa BBBB", "ssh-rsa 2 ssh-rsa CCCC", "ssh-rsa 3 ssh-rsa DDDD" },
            keys.Select(key => string.Join(' ', key.Elements().Select(e => e.Value))).ToArray());
        Assert.Contains("ssh-rsa is no public key", Assert.ThrowsExactly<IOException>(() => SetUserCommand.AuthorizedKeys(["ssh-rsa"]).ToList()).Message);
    }
}
