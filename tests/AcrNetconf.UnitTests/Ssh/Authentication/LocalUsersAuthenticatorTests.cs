using System.Net;
using System.Text;
using AcrNetconf.Ssh.Authentication;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Ssh.Authentication;

[TestClass]
public sealed class LocalUsersAuthenticatorTests
{
    private const int Iterations = 10;
    private static readonly AuthResult s_accepted = new AuthResult.Accepted(IsRecovery: true);

    private readonly FakeTimeProvider _time = new();

    [TestMethod]
    [DataRow("alice", "secret", true)]
    [DataRow("alice", "wrong", false)]
    [DataRow("alice", "", false)]
    [DataRow("Alice", "secret", false)]
    [DataRow("nobody", "secret", false)]
    [DataRow("keyonly", "", false)]
    public async Task Password_and_keyboard_accept_exactly_the_right_pair(string user, string password, bool accepted)
    {
        using LocalUsersAuthenticator users = Users();
        byte[] bytes = Encoding.UTF8.GetBytes(password);
        AuthResult expected = accepted ? s_accepted : AuthResult.Deny;
        Assert.AreEqual(expected, await users.PasswordAsync(Context(user), bytes, CancellationToken.None));
        Assert.AreEqual(expected, await users.KeyboardAsync(Context(user), bytes, CancellationToken.None));
    }

    [TestMethod]
    public async Task Keyboard_asks_for_one_hidden_password_first()
    {
        using LocalUsersAuthenticator users = Users();
        AuthResult result = await users.KeyboardAsync(Context("nobody"), null, CancellationToken.None);
        Assert.AreEqual(new AuthResult.Prompt("Password: ", Echo: false), result);
    }

    [TestMethod]
    [DataRow("keyonly", SshPublicKeyTests.Ed25519, true)]
    [DataRow("keyonly", SshPublicKeyTests.Ecdsa, false)]
    [DataRow("alice", SshPublicKeyTests.Ed25519, false)]
    [DataRow("nobody", SshPublicKeyTests.Ed25519, false)]
    public async Task Key_is_accepted_for_its_own_user_only(string user, string line, bool accepted)
    {
        using LocalUsersAuthenticator users = Users();
        Assert.IsTrue(SshPublicKey.TryParseLine(line, out SshPublicKey? key, out _));
        AuthResult result = await users.PublicKeyAsync(Context(user), key!, true, CancellationToken.None); // the line parsed
        Assert.AreEqual(accepted ? s_accepted : AuthResult.Deny, result);
    }

    [TestMethod]
    public async Task Entries_of_one_name_add_up()
    {
        LocalUser[] both = [Alice(), LocalUser.WithKeys("alice", [SshPublicKeyTests.Ed25519])];
        using var users = new LocalUsersAuthenticator(both, _time, Iterations);
        Assert.IsTrue(SshPublicKey.TryParseLine(SshPublicKeyTests.Ed25519, out SshPublicKey? key, out _));
        Assert.AreEqual(s_accepted, await users.PublicKeyAsync(Context("alice"), key!, false, CancellationToken.None)); // the line parsed
        Assert.AreEqual(s_accepted, await users.PasswordAsync(Context("alice"), "secret"u8.ToArray(), CancellationToken.None));
    }

    [TestMethod]
    public async Task Configured_users_come_and_go_and_never_get_full_access()
    {
        using LocalUsersAuthenticator users = Users();
        Assert.IsTrue(CryptHash.TryParse("$5$rounds=1000$salt$oVwDhqmNzhf4ewd2RSqBfZG8zAn.WngbTYeqtiOAWSB", out CryptHash? hash, out _));
        LocalUser bob = LocalUser.WithKeys("bob", [SshPublicKeyTests.Ecdsa]);
        users.Configure([bob, new LocalUser("alice", hash, [])]);
        Assert.IsTrue(SshPublicKey.TryParseLine(SshPublicKeyTests.Ecdsa, out SshPublicKey? key, out _));
        var accepted = new AuthResult.Accepted(IsRecovery: false);
        Assert.AreEqual(accepted, await users.PublicKeyAsync(Context("bob"), key!, true, CancellationToken.None)); // the line parsed
        Assert.AreEqual(s_accepted, await users.PasswordAsync(Context("alice"), "secret"u8.ToArray(), CancellationToken.None), "the password given to the process");
        Assert.AreEqual(accepted, await users.PasswordAsync(Context("alice"), "configured"u8.ToArray(), CancellationToken.None), "the configured one");

        users.Configure([]);
        Assert.AreEqual(AuthResult.Deny, await users.PublicKeyAsync(Context("bob"), key!, true, CancellationToken.None)); // the line parsed
        Assert.AreEqual(AuthResult.Deny, await users.PasswordAsync(Context("alice"), "configured"u8.ToArray(), CancellationToken.None));
    }

    [TestMethod]
    public async Task Source_that_failed_too_often_waits_even_with_the_right_password()
    {
        using LocalUsersAuthenticator users = Users();
        for (int i = 0; i < SourceThrottle.FreeFailures; i++)
        {
            Assert.AreEqual(AuthResult.Deny, await users.PasswordAsync(Context("alice"), "wrong"u8.ToArray(), CancellationToken.None));
        }

        Task<AuthResult> held = users.PasswordAsync(Context("alice"), "secret"u8.ToArray(), CancellationToken.None).AsTask();
        _time.Advance(SourceThrottle.FirstDelay - TimeSpan.FromMilliseconds(1));
        Assert.IsFalse(held.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.AreEqual(s_accepted, await held);
    }

    [TestMethod]
    public async Task Password_beyond_the_limit_is_denied()
    {
        using LocalUsersAuthenticator users = Users();
        Assert.AreEqual(AuthResult.Deny, await users.PasswordAsync(Context("alice"), new byte[5000], CancellationToken.None));
    }

    [TestMethod]
    public void Authorized_keys_with_a_bad_line_name_the_line()
    {
        FormatException error = Assert.ThrowsExactly<FormatException>(() => LocalUser.WithKeys("bob", ["# keys", SshPublicKeyTests.Ed25519, "ssh-ed25519 !"]));
        Assert.AreEqual("authorized keys of user 'bob', line 3: the ssh-ed25519 key is not base64", error.Message);
        Assert.ThrowsExactly<FormatException>(() => LocalUser.WithKeys("bob", ["# none"]));
    }

    [TestMethod]
    public void Password_of_the_command_line_costs_what_an_unknown_user_costs()
        => StringAssert.StartsWith(LocalUser.WithPassword("alice", "secret").Password!.ToString(), $"$pbkdf2-sha512${PasswordHash.TransientIterations}$"); // given a password

    private static LocalUser Alice() => new("alice", PasswordHash.Create("secret"u8, Iterations), []);

    private static AuthContext Context(string user) => new(user, 1, IPAddress.Loopback, 0);

    private LocalUsersAuthenticator Users() =>
        new([Alice(), LocalUser.WithKeys("keyonly", [SshPublicKeyTests.Ed25519])], _time, Iterations);
}
