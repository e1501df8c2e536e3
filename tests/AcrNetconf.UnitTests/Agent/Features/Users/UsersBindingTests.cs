using AcrNetconf.Agent.Features.Users;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.UnitTests.Ssh.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features.Users;

[TestClass]
public sealed class UsersBindingTests
{
    private const string Hash = "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5";
    private const string Place = "/ietf-system:system/authentication/user[name='eve']";

    private readonly LocalUsersAuthenticator _users = new([], new FakeTimeProvider());

    [TestMethod]
    [TestProperty("row", "7317-3.5-users")]
    public async Task Users_log_in_once_applied_and_no_more_once_gone()
    {
        var binding = new UsersBinding(new SystemModel(TestModel.Schema), _users);
        var tree = SettingsTree.With(SettingsTree.Users(SettingsTree.User("eve", Hash, SshPublicKeyTests.Ed25519)));
        var change = binding.Plan(TestModel.Empty, tree)!; // there is a user
        Assert.AreEqual(Impact.Hitless, change.Impact);
        var prepared = (await change.PrepareAsync(CancellationToken.None)).Prepared!; // nothing to refuse
        Assert.AreEqual(AuthResult.Deny, await LogInAsync("eve"), "prepared is not applied");
        await prepared.ApplyAsync();
        Assert.AreEqual(new AuthResult.Accepted(IsRecovery: false), await LogInAsync("eve"));

        await (await change.Inverse().PrepareAsync(CancellationToken.None)).Prepared!.ApplyAsync(); // nothing to refuse
        Assert.AreEqual(AuthResult.Deny, await LogInAsync("eve"));
    }

    [TestMethod]
    [DataRow("$1$salt$qJH7.N4xYta3aEG/dfqo/0", null, null, Place + "/password: only SHA-256 ($5$) and SHA-512 ($6$) hashes are known")]
    [DataRow("$6$rounds=5$salt$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1", null, null, Place + "/password: rounds=5 is not between 1000 and 1000000")]
    [DataRow(null, "ssh-ed25519 AAAA", null, Place + "/authorized-key[name='k']/key-data: no key of a supported type (ssh-ed25519, ecdsa-sha2-nistp256, -384 and -521, ssh-rsa of at least 2048 bits)")]
    [DataRow(null, SshPublicKeyTests.Ed25519, "ssh-rsa", Place + "/authorized-key[name='k']/algorithm: ssh-rsa is not what key-data holds, which is an ssh-ed25519 key")]
    public async Task What_could_not_log_in_is_refused_in_prepare(string? password, string? key, string? algorithm, string sentence)
    {
        var binding = new UsersBinding(new SystemModel(TestModel.Schema), _users);
        var tree = SettingsTree.With(SettingsTree.Users(SettingsTree.User("eve", password, key, algorithm)));
        var outcome = await binding.Plan(TestModel.Empty, tree)!.PrepareAsync(CancellationToken.None); // there is a user
        Assert.AreEqual(sentence, outcome.Refusal?.Message);
    }

    [TestCleanup]
    public void Dispose() => _users.Dispose();

    private ValueTask<AuthResult> LogInAsync(string user)
        => _users.PasswordAsync(new AuthContext(user, 1, System.Net.IPAddress.Loopback, 0), "Hello world!"u8.ToArray(), CancellationToken.None);
}
