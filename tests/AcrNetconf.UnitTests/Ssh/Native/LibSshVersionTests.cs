using AcrNetconf.Ssh.Native;

namespace AcrNetconf.UnitTests.Ssh.Native;

[TestClass]
public sealed class LibSshVersionTests
{
    [TestMethod]
    [DataRow("0.10.6/openssl/zlib", "0.10.6")]
    [DataRow("0.9.6-rc1/gcrypt", "0.9.6")]
    [DataRow("0.12", "0.12")]
    [DataRow("", "0.0")]
    [DataRow(null, "0.0")]
    [DataRow("libssh", "0.0")]
    public void Version_text_is_read_up_to_the_build_flavour(string? text, string version) =>
        Assert.AreEqual(Version.Parse(version), LibSshVersion.Parse(text));

    [TestMethod]
    public void Missing_library_is_one_sentence_that_says_what_to_install()
    {
        IOException error = Assert.ThrowsExactly<IOException>(() => LibSshVersion.Require("libssh-nowhere.so.4"));
        Assert.AreEqual("netconf-ssh: libssh-nowhere.so.4 not found; install package 'libssh-4' (Debian, Ubuntu) and start again", error.Message);
    }
}
