using AcrNetconf.Ssh.HostKeys;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed class HostKeyTests
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private readonly string _directory = Path.Combine(Path.GetTempPath(), $"acr-hostkey-test-{Guid.NewGuid():N}");

    [TestCleanup]
    public void Remove() => Directory.Delete(_directory, recursive: true);

    [TestMethod]
    public void Keys_are_made_once_kept_private_and_read_by_openssh()
    {
        IReadOnlyList<HostKey> made = Load();
        CollectionAssert.AreEqual(new[] { "ssh-ed25519", "ecdsa-sha2-nistp256", "ssh-rsa" }, made.Select(k => k.Algorithm).ToArray());
        CollectionAssert.AreEqual(made.Select(k => k.Fingerprint).ToArray(), Load().Select(k => k.Fingerprint).ToArray());
        string[] files = Directory.GetFiles(_directory);
        Assert.HasCount(3, files);
        Assert.IsTrue(files.All(f => File.GetUnixFileMode(f) == OwnerOnly));
        Assert.AreEqual(OwnerOnly | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
        string[] seen = [.. files.Select(f => Tool.Run("ssh-keygen", "-l", "-f", f).Text.Split(' ')[1])];
        CollectionAssert.AreEquivalent(made.Select(k => k.Fingerprint).ToArray(), seen);
        StringAssert.StartsWith(Tool.Run("ssh-keygen", "-l", "-f", Path.Combine(_directory, "ssh_host_rsa_key")).Text, "3072 ");
    }

    [TestMethod]
    public void Keys_made_by_openssh_are_used()
    {
        Directory.CreateDirectory(_directory);
        string path = Path.Combine(_directory, "ssh_host_ed25519_key");
        Assert.AreEqual(0, Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", path).Code);
        Assert.AreEqual(Tool.Run("ssh-keygen", "-l", "-f", path).Text.Split(' ')[1], Load()[0].Fingerprint);
    }

    [TestMethod]
    [DataRow(UnixFileMode.OtherRead, "is open to others; chmod 600 it")]
    [DataRow(UnixFileMode.GroupWrite, "is open to others; chmod 600 it")]
    public void Key_open_to_others_is_refused(UnixFileMode extra, string problem)
    {
        Load();
        File.SetUnixFileMode(Path.Combine(_directory, "ssh_host_rsa_key"), OwnerOnly | extra);
        StringAssert.EndsWith(Assert.ThrowsExactly<IOException>(() => Load()).Message, problem);
    }

    [TestMethod]
    public void Key_its_group_may_read_is_accepted()
    {
        Load();
        File.SetUnixFileMode(Path.Combine(_directory, "ssh_host_rsa_key"), OwnerOnly | UnixFileMode.GroupRead);
        Assert.HasCount(3, Load());
    }

    [TestMethod]
    public void Directory_writable_by_others_is_refused()
    {
        Load();
        File.SetUnixFileMode(_directory, OwnerOnly | UnixFileMode.UserExecute | UnixFileMode.OtherWrite);
        StringAssert.EndsWith(Assert.ThrowsExactly<IOException>(() => Load()).Message, "is writable by others; chmod go-w it");
    }

    [TestMethod]
    public void Symbolic_link_is_not_followed()
    {
        Load();
        string path = Path.Combine(_directory, "ssh_host_rsa_key");
        File.Move(path, path + ".moved");
        File.CreateSymbolicLink(path, path + ".moved");
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => Load()).Message, "cannot be opened");
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END OPENSSH PRIVATE KEY-----\n")]
    public void Damaged_key_is_refused_and_not_replaced(string content)
    {
        Load();
        string path = Path.Combine(_directory, "ssh_host_ed25519_key");
        File.WriteAllText(path, content);
        StringAssert.Contains(Assert.ThrowsExactly<IOException>(() => Load()).Message, "is no private key");
        Assert.AreEqual(content, File.ReadAllText(path));
    }

    private IReadOnlyList<HostKey> Load() => new DirectoryHostKeys(_directory, NullLogger.Instance).Load();
}
