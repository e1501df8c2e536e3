using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Ssh;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.HostKeys;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed class RefusalTests
{
    private static readonly SshLimits s_shortGrace = new() { LoginGrace = TimeSpan.FromMilliseconds(400) };

    [TestMethod]
    [DataRow(3)]
    [DataRow(6)]
    [TestProperty("row", "C-11")]
    public async Task Wrong_passwords_cut_the_connection_at_the_limit(int allowed)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), new SshLimits { MaxPasswordAttempts = allowed });
        ToolResult result = await server.PeerAsync("wrong_password");
        Assert.AreEqual((0, $"{allowed} cut"), (result.Code, result.Text.Trim()), result.Errors);
        Assert.AreEqual(allowed, server.Status.AuthenticationFailures);
    }

    [TestMethod]
    public async Task Silent_connections_are_cut_at_the_login_grace()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), s_shortGrace);
        long start = Stopwatch.GetTimestamp();
        Socket[] silent = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => server.ConnectAsync()));
        await Task.WhenAll(silent.Select(DrainAsync));
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
        Assert.IsInRange(TimeSpan.FromMilliseconds(380), TimeSpan.FromSeconds(2), elapsed);
        Assert.IsTrue(await server.BecomesAsync(s => s is { Connections: 0, Startups: 0 }));
    }

    [TestMethod]
    public async Task Bad_signature_never_gets_in_and_is_cut_at_the_login_grace()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), s_shortGrace);
        ToolResult result = await server.PeerAsync("bad_signature");
        Assert.AreEqual((0, "cut"), (result.Code, result.Text.Trim()), result.Errors);
    }

    [TestMethod]
    public async Task Silent_connections_make_room_for_an_honest_login()
    {
        var limits = new SshLimits { StartupsBegin = 5, StartupsFull = 5 };
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), limits);
        Socket[] silent = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => server.ConnectAsync()));
        Assert.IsTrue(await server.BecomesAsync(s => s.Startups == 5));
        using Socket refused = await server.ConnectAsync();
        await DrainAsync(refused);
        Assert.AreEqual(1, server.Status.Refused);
        await Task.Delay(2200);
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments(), "in"u8.ToArray());
        Assert.AreEqual((0, "in"), (result.Code, result.Text), result.Errors);
        Array.ForEach(silent, s => s.Dispose());
    }

    [TestMethod]
    [DataRow(10, "refused")]
    [DataRow(63, "refused")]
    [DataRow(32768, "accepted")]
    public async Task Packets_too_small_for_a_header_are_refused(int size, string answer)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("tiny_packets", $"{size}");
        StringAssert.StartsWith(result.Text, answer, result.ToString());
    }

    [TestMethod]
    public async Task Port_in_use_is_one_sentence()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        var options = new SshServerOptions { Listen = [new IPEndPoint(IPAddress.Loopback, server.Port)] };
        using var nobody = new LocalUsersAuthenticator([], TimeProvider.System, 1);
        await using var second = new SshServerTransport(options, nobody, server.HostKeys, TimeProvider.System, NullLogger<SshServerTransport>.Instance);
        IOException error = await Assert.ThrowsAsync<IOException>(async () => await second.BindAsync(CancellationToken.None));
        Assert.AreEqual($"netconf-ssh: cannot listen on 127.0.0.1:{server.Port}: Address already in use", error.Message);
    }

    [TestMethod]
    public async Task Authenticator_that_never_answers_is_cancelled_at_the_login_grace()
    {
        var never = new ScriptedAuthenticator(async cancellationToken =>
        {
            await Task.Delay(Timeout.Infinite, cancellationToken);
            return AuthResult.Deny;
        });
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), s_shortGrace, never);
        ToolResult result = await server.PeerAsync("login", "password");
        Assert.AreEqual(1, result.Code);
        Assert.IsTrue(await server.BecomesAsync(s => s.Connections == 0));
    }

    [TestMethod]
    public async Task Authenticator_that_throws_denies()
    {
        var broken = new ScriptedAuthenticator(_ => throw new InvalidOperationException("broken"));
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), authenticator: broken);
        ToolResult result = await server.PeerAsync("login", "password");
        Assert.AreEqual(1, result.Code);
        StringAssert.Contains(result.Errors, "AuthenticationException");
    }

    [TestMethod]
    public async Task Late_answer_lets_the_user_in()
    {
        var slow = new ScriptedAuthenticator(async cancellationToken =>
        {
            await Task.Delay(300, cancellationToken);
            return new AuthResult.Accepted(IsRecovery: false);
        });
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), authenticator: slow);
        ToolResult result = await server.PeerAsync("login", "password");
        Assert.AreEqual(0, result.Code, result.ToString());
    }

    [TestMethod]
    public async Task Two_methods_can_be_demanded_one_after_the_other()
    {
        int step = 0;
        var both = new ScriptedAuthenticator(_ => ValueTask.FromResult<AuthResult>(
            step++ == 0 ? new AuthResult.Partial(SshAuthMethods.Password) : new AuthResult.Accepted(IsRecovery: false)));
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), authenticator: both);
        ToolResult result = await server.PeerAsync("two_steps");
        Assert.AreEqual((0, "['password'] [] True"), (result.Code, result.Text.Trim()), result.Errors);
    }

    // Reads until the server closes; a reset counts as closed.
    private static async Task DrainAsync(Socket socket)
    {
        byte[] buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer) > 0)
            {
            }
        }
        catch (SocketException)
        {
        }

        socket.Dispose();
    }

    private sealed class ScriptedAuthenticator(Func<CancellationToken, ValueTask<AuthResult>> answer) : ISshAuthenticator
    {
        public ValueTask<AuthResult> PasswordAsync(AuthContext context, ReadOnlyMemory<byte> password, CancellationToken cancellationToken) => answer(cancellationToken);

        public ValueTask<AuthResult> PublicKeyAsync(AuthContext context, SshPublicKey key, bool isSignatureVerified, CancellationToken cancellationToken) => answer(cancellationToken);

        public ValueTask<AuthResult> KeyboardAsync(AuthContext context, ReadOnlyMemory<byte>? answer1, CancellationToken cancellationToken) => answer(cancellationToken);
    }
}
