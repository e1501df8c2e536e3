using AcrNetconf.Cli.Client;

namespace AcrNetconf.UnitTests.Cli.Client;

[TestClass]
public sealed class KnownHostsTests
{
    // The key of the server in all rows: the bytes "key"; "other" is another one. The hashed name is ssh-keygen -H of [box]:830.
    private const string Key = "a2V5";
    private const string Other = "b3RoZXI=";
    private const string Hashed = "|1|3MJmVKUA4oWPVYlHrW9cB2HbWrQ=|cYXZVy6SkATrDRoppLsQrjDZGqk=";

    [TestMethod]
    [DataRow("known", "[box]:830 ssh-ed25519 " + Key)]
    [DataRow("known", "# a comment\n\n[BOX]:830,10.0.0.1\tssh-ed25519\t" + Key + " remark")]
    [DataRow("known", "[b?x]:* ssh-ed25519 " + Key)]
    [DataRow("known", Hashed + " ssh-ed25519 " + Key)]
    [DataRow("known", "[box]:830 ssh-rsa " + Other + "\n[box]:830 ssh-ed25519 " + Key)]
    [DataRow("changed", "[box]:830 ssh-ed25519 " + Other)]
    [DataRow("changed", "box ssh-ed25519 " + Key + "\n[box]:830 ssh-ed25519 " + Other)]
    [DataRow("revoked", "@revoked * ssh-ed25519 " + Key + "\n[box]:830 ssh-ed25519 " + Key)]
    [DataRow("unknown", "")]
    [DataRow("unknown", "box ssh-ed25519 " + Other)]
    [DataRow("unknown", "[box]:831 ssh-ed25519 " + Other)]
    [DataRow("unknown", "[box]:830.example ssh-ed25519 " + Other)]
    [DataRow("unknown", "*,![box]:830 ssh-ed25519 " + Other)]
    [DataRow("unknown", "@cert-authority * ssh-ed25519 " + Other)]
    [DataRow("unknown", "@revoked * ssh-ed25519 " + Other)]
    [DataRow("unknown", "[box]:830 ssh-ed25519 no*base64\n[box]:830 ssh-ed25519\n[box]:830\n|1|x|y ssh-ed25519 " + Other)]
    public void A_key_is_what_the_lines_about_its_host_make_it(string expected, string file)
    {
        var known = new KnownHosts("known_hosts", file.Split('\n'), "box", 830);
        var actual = (known.Objection("key"u8.ToArray(), HostKeyPolicy.Unchanged), known.Objection("key"u8.ToArray(), HostKeyPolicy.Known)) switch
        {
            (null, null) => "known",
            (null, { }) => "unknown",
            ({ } reason, _) => reason.Contains("is revoked by known_hosts line 1", StringComparison.Ordinal) ? "revoked" : "changed",
        };
        Assert.AreEqual(expected, actual);
        Assert.IsNull(known.Objection("key"u8.ToArray(), HostKeyPolicy.Any));
    }

    [TestMethod]
    public void A_changed_key_is_refused_with_both_fingerprints_and_the_line()
        => Assert.AreEqual(
            "its host key SHA256:LHDhK3oGRvkiefQnx7OOczTY5Tic/xZ6HcMOc/gmtoM is not the one in f line 2 (SHA256:2SmKENGwc1g33EvYXaxkGw887yekfl1TpU8vP1svz/o): "
                + "somebody may be in between, or the server was installed anew; remove the line when you know",
            new KnownHosts("f", ["", "box ssh-ed25519 " + Other], "box", 22).Objection("key"u8.ToArray(), HostKeyPolicy.Unchanged));

    [TestMethod]
    public void Types_of_known_keys_are_those_not_revoked()
        => CollectionAssert.AreEqual(
            new[] { "ssh-rsa", "ssh-ed25519" },
            new KnownHosts("f", ["box ssh-rsa " + Key, "box ssh-rsa " + Other, "@revoked box ecdsa-sha2-nistp256 " + Other, "box ssh-ed25519 " + Key], "box", 22).KeyTypes.ToArray());
}
