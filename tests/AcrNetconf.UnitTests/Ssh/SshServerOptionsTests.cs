using AcrNetconf.Ssh;
using AcrNetconf.UnitTests.Cli.Documents;

namespace AcrNetconf.UnitTests.Ssh;

[TestClass]
public sealed class SshServerOptionsTests
{
    [TestMethod]
    public void Defaults_can_be_honoured() => Assert.IsEmpty(new SshServerOptions().Problems());

    [TestMethod]
    [TestProperty("row", "6242-6")]
    public void Port_is_830_unless_told_otherwise()
    {
        Assert.AreEqual(830, new SshServerOptions().Listen[0].Port);
        StringAssert.Contains(File.ReadAllText(ProjectFile.Path("packaging/acr-netconf.default")), "--listen [::]:830 ");
    }

    [TestMethod]
    public void Each_bad_setting_is_named_with_its_range()
    {
        var options = new SshServerOptions
        {
            Methods = SshAuthMethods.None,
            Identification = "NETCONF-1.0",
            Limits = new SshLimits { MaxConnections = 0, StartupsBegin = 20, StartupsFull = 10, LoginGrace = TimeSpan.Zero, RekeyBytes = 1 },
        };
        CollectionAssert.AreEqual(
            new[]
            {
                "no usable authentication method is offered",
                "the identification must be printable ASCII without blanks and minus signs",
                "MaxConnections is 0; it must be between 1 and 65535",
                "StartupsFull is 10; it must be between 20 and 65535",
                "RekeyBytes is 1; it must be between 1048576 and 9223372036854775807",
                "LoginGrace is 0 s; it must be between 0.05 s and 600 s",
            },
            options.Problems().ToArray());
    }

    [TestMethod]
    public void Library_without_strict_key_exchange_loses_what_needs_it()
    {
        SshAlgorithms safe = SshAlgorithms.Default.WithoutPrefixTruncation();
        Assert.AreEqual("aes256-gcm@openssh.com,aes128-gcm@openssh.com,aes256-ctr,aes192-ctr,aes128-ctr", safe.Ciphers);
        Assert.AreEqual("hmac-sha2-256,hmac-sha2-512", safe.Macs);
        Assert.AreEqual(SshAlgorithms.Default.KeyExchange, safe.KeyExchange);
    }
}
