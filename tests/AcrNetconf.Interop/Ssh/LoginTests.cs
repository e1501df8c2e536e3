using System.Diagnostics;
using Renci.SshNet;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed class LoginTests
{
    [TestMethod]
    [DataRow("ssh-ed25519")]
    [DataRow("ecdsa-sha2-nistp256")]
    [DataRow("rsa-sha2-512")]
    [DataRow("rsa-sha2-256")]
    [TestProperty("row", "C-09")]
    [TestProperty("row", "6242-3")]
    public async Task Openssh_with_each_host_key_type_gets_an_echo_and_exit_status_zero(string algorithm)
    {
        var sink = new EchoSink();
        await using ServerFixture server = await ServerFixture.StartAsync(sink);
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments("-o", $"HostKeyAlgorithms={algorithm}"), "<hello/>"u8.ToArray());
        Assert.AreEqual((0, "<hello/>"), (result.Code, result.Text), result.Errors);
        Assert.IsTrue(sink.Peers.TryDequeue(out var peer));
        Assert.AreEqual((ServerFixture.User, "publickey", "netconf-ssh", true), (peer.User, peer.AuthenticationMethod, peer.TransportIdentity, peer.IsRecovery));
        StringAssert.StartsWith(peer.KeyFingerprint, "SHA256:");
    }

    [TestMethod]
    [DataRow("-tt")]
    [DataRow("-oSendEnv=LANG")]
    [DataRow("-oCiphers=aes128-ctr", "-oMACs=hmac-sha2-256")]
    [DataRow("-oCiphers=aes256-gcm@openssh.com")]
    [DataRow("-oCiphers=chacha20-poly1305@openssh.com")]
    [DataRow("-oKexAlgorithms=ecdh-sha2-nistp256")]
    [DataRow("-oKexAlgorithms=diffie-hellman-group14-sha256")]
    [DataRow("-oKexAlgorithms=curve25519-sha256@libssh.org")]
    [TestProperty("row", "C-10")]
    [TestProperty("row", "C-13")]
    public async Task Openssh_with_each_option_gets_an_echo(params string[] options)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments(options), "a\nb"u8.ToArray());
        Assert.AreEqual((0, "a\nb"), (result.Code, result.Text), result.Errors);
    }

    [TestMethod]
    [DataRow("-oCiphers=aes128-cbc", "-oMACs=hmac-sha2-256")]
    [DataRow("-oMACs=hmac-sha1", "-oCiphers=aes128-ctr")]
    [DataRow("-oKexAlgorithms=diffie-hellman-group14-sha1")]
    [DataRow("-oKexAlgorithms=diffie-hellman-group-exchange-sha256")]
    [DataRow("-oHostKeyAlgorithms=ssh-rsa")]
    public async Task Openssh_with_weak_algorithms_finds_nothing_in_common(params string[] options)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments(options));
        Assert.AreEqual(255, result.Code);
        StringAssert.Contains(result.Errors, "no matching");
    }

    [TestMethod]
    [DataRow("password")]
    [DataRow("publickey")]
    [DataRow("keyboard")]
    [TestProperty("row", "C-11")]
    [TestProperty("row", "C-10")]
    public async Task Paramiko_with_each_method_gets_an_echo(string method)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("login", method);
        Assert.AreEqual(0, result.Code, result.ToString());
        StringAssert.StartsWith(result.Text, "SSH-2.0-NETCONF ");
    }

    [TestMethod]
    [DataRow("password")]
    [DataRow("publickey")]
    [DataRow("keyboard")]
    [TestProperty("row", "C-11")]
    public async Task Ssh_net_with_each_method_connects(string method)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        var keyboard = new KeyboardInteractiveAuthenticationMethod(ServerFixture.User);
        keyboard.AuthenticationPrompt += (_, asked) =>
        {
            foreach (var prompt in asked.Prompts)
            {
                prompt.Response = ServerFixture.Password;
            }
        };
        using var key = new PrivateKeyFile(server.KeyFile);
        AuthenticationMethod chosen = method switch
        {
            "password" => new PasswordAuthenticationMethod(ServerFixture.User, ServerFixture.Password),
            "publickey" => new PrivateKeyAuthenticationMethod(ServerFixture.User, key),
            _ => keyboard,
        };
        using var client = new SshClient(new ConnectionInfo("127.0.0.1", server.Port, ServerFixture.User, chosen));
        await client.ConnectAsync(CancellationToken.None);
        Assert.IsTrue(client.IsConnected);
        client.Disconnect();
        chosen.Dispose();
    }

    [TestMethod]
    public async Task Password_logins_in_a_row_each_open_their_session_at_once()
    {
        // Packets that came in while channels were served used to wait for the next bytes on the socket: now and then the request for the
        // subsystem had no answer.
        await using ServerFixture server = await ServerFixture.StartAsync(new HelloSink());
        for (var i = 0; i < 60; i++)
        {
            var start = Stopwatch.GetTimestamp();
            using var client = new NetConfClient("127.0.0.1", server.Port, ServerFixture.User, ServerFixture.Password) { OperationTimeout = TimeSpan.FromSeconds(5) };
            client.Connect();
            StringAssert.Contains(client.ServerCapabilities.OuterXml, "urn:ietf:params:netconf:base:1.0");
            client.Disconnect();
            Assert.IsLessThan(5, Stopwatch.GetElapsedTime(start).TotalSeconds, $"login {i}");
        }
    }

    [TestMethod]
    public async Task Ipv6_loopback_is_served_too()
    {
        var sink = new EchoSink();
        await using ServerFixture server = await ServerFixture.StartAsync(sink);
        string[] arguments = server.OpenSshArguments();
        arguments[Array.IndexOf(arguments, $"{server.Port}")] = $"{server.Port6}";
        arguments[Array.IndexOf(arguments, $"{ServerFixture.User}@127.0.0.1")] = $"{ServerFixture.User}@::1";
        ToolResult result = await Tool.RunAsync("ssh", arguments, "six"u8.ToArray());
        Assert.AreEqual((0, "six"), (result.Code, result.Text), result.Errors);
    }

    [TestMethod]
    [TestProperty("row", "C-13")]
    [TestProperty("row", "6242-3")]
    public async Task Terminal_and_environment_are_ignored_and_everything_but_netconf_is_refused()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("terminal");
        Assert.AreEqual((0, "ok 4"), (result.Code, result.Text.Trim()), result.Errors);
    }
}
