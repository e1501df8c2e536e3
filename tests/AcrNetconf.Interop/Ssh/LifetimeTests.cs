using System.Diagnostics;
using AcrNetconf.Ssh;
using AcrNetconf.Ssh.HostKeys;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed class LifetimeTests
{
    [TestMethod]
    public async Task Hundred_connections_leave_nothing_behind()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        SshServerStatus before = server.Status;
        ToolResult result = await server.PeerAsync("churn", "100");
        Assert.AreEqual(0, result.Code, result.ToString());
        Assert.IsTrue(await server.BecomesAsync(s => s.NativeSessionsFreed == s.NativeSessionsCreated), server.Status.ToString());
        Assert.AreEqual(
            before with { Accepted = 100, NativeSessionsCreated = before.NativeSessionsCreated + 100, NativeSessionsFreed = before.NativeSessionsFreed + 100 },
            server.Status);
    }

    [TestMethod]
    [TestProperty("row", "C-16")]
    public async Task Killed_client_aborts_its_session_within_a_tenth_of_a_second()
    {
        var sink = new WatchSink();
        await using ServerFixture server = await ServerFixture.StartAsync(sink);
        using Process peer = await server.StartPeerAsync("hold");
        await sink.Started;
        long start = Stopwatch.GetTimestamp();
        peer.Kill();
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start, await sink.Aborted);
        Assert.IsLessThan(TimeSpan.FromMilliseconds(100), elapsed);
        Assert.IsTrue(await server.BecomesAsync(s => s.Connections == 0));
    }

    [TestMethod]
    [TestProperty("row", "C-12")]
    public async Task Ten_channels_share_one_connection_and_the_eleventh_is_refused()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("channels");
        Assert.AreEqual((0, "10 True True"), (result.Code, result.Text.Trim()), result.Errors);
        Assert.AreEqual(1, server.Status.Accepted);
    }

    [TestMethod]
    public async Task Clients_that_reset_do_not_hurt_those_that_work()
    {
        var open = new SshLimits { StartupsBegin = 5000, StartupsFull = 5000, StartupsPerSource = 5000, MaxConnections = 5000 };
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), open);
        using var done = new CancellationTokenSource();
        Task noise = ResetAsync(server, done.Token);
        byte[] data = System.Security.Cryptography.RandomNumberGenerator.GetBytes(8 << 20);
        ToolResult[] results = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Tool.RunAsync("ssh", server.OpenSshArguments(), data)));
        await done.CancelAsync();
        await noise;
        foreach (ToolResult result in results)
        {
            Assert.AreEqual(0, result.Code, $"{result.Errors} {server.Logger}");
            CollectionAssert.AreEqual(data, result.Output);
        }

        Assert.IsGreaterThan(20, server.Status.Accepted);
        Assert.IsTrue(await server.BecomesAsync(s => s.NativeSessionsFreed == s.NativeSessionsCreated), server.Status.ToString());
    }

    [TestMethod]
    public async Task Stopping_the_server_ends_sessions_in_order()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        using Process client = Tool.Start("ssh", server.OpenSshArguments());
        await client.StandardInput.WriteAsync("x");
        await client.StandardInput.FlushAsync();
        Assert.AreEqual('x', client.StandardOutput.Read());
        await server.StopAsync();
        await client.WaitForExitAsync();
        Assert.AreEqual(0, client.ExitCode);
        Assert.AreEqual((0, 0), (server.Status.Connections, server.Status.Channels));
    }

    [TestMethod]
    [TestProperty("row", "C-14")]
    public async Task Keepalive_requests_of_the_peer_are_answered()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("keepalive");
        Assert.AreEqual((0, "3 ok"), (result.Code, result.Text.Trim()), result.Errors);
    }

    [TestMethod]
    [TestProperty("row", "C-14")]
    public async Task Stopped_peer_is_given_up_after_its_keepalives()
    {
        var sink = new WatchSink();
        var limits = new SshLimits { KeepaliveInterval = TimeSpan.FromMilliseconds(200), KeepaliveCount = 3 };
        await using ServerFixture server = await ServerFixture.StartAsync(sink, limits);
        using Process client = Tool.Start("ssh", server.OpenSshArguments());
        await sink.Started;
        await Task.Delay(1500);
        Assert.AreEqual(1, server.Status.Connections, "a peer that answers keepalives stays");
        long start = Stopwatch.GetTimestamp();
        Assert.AreEqual(0, Tool.Run("kill", "-STOP", $"{client.Id}").Code);
        TimeSpan elapsed = Stopwatch.GetElapsedTime(start, await sink.Aborted.WaitAsync(TimeSpan.FromSeconds(10)));
        client.Kill();
        Assert.IsInRange(TimeSpan.FromMilliseconds(300), TimeSpan.FromSeconds(3), elapsed);
    }

    [TestMethod]
    public async Task Connection_without_a_channel_is_cut()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), new SshLimits { IdleWithoutChannel = TimeSpan.FromMilliseconds(300) });
        ToolResult result = await server.PeerAsync("idle");
        Assert.AreEqual((0, "cut"), (result.Code, result.Text.Trim()), result.Errors);
    }

    [TestMethod]
    public async Task Reloaded_host_keys_serve_the_next_connection()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        DirectoryInfo directory = server.Work.CreateSubdirectory("keys");
        var keys = new DirectoryHostKeys(directory.FullName, NullLogger.Instance);
        await using var transport = new SshServerTransport(
            new SshServerOptions { Listen = [new(System.Net.IPAddress.Loopback, 0)] },
            new AcrNetconf.Ssh.Authentication.LocalUsersAuthenticator([], TimeProvider.System, 1),
            keys, TimeProvider.System, NullLogger<SshServerTransport>.Instance);
        int port = ((System.Net.IPEndPoint)(await transport.BindAsync(CancellationToken.None))[0]).Port;
        using var stop = new CancellationTokenSource();
        Task running = transport.RunAsync(new EchoSink(), stop.Token);
        string[] first = await ScanAsync(port);
        File.Delete(Path.Combine(directory.FullName, "ssh_host_ed25519_key"));
        keys.Reload();
        string[] second = await ScanAsync(port);
        await stop.CancelAsync();
        await running;
        Assert.AreEqual((3, 3, 2), (first.Length, second.Length, first.Intersect(second).Count()));
    }

    // Connects, says something or garbage, and resets instead of closing.
    private static async Task ResetAsync(ServerFixture server, CancellationToken done)
    {
        var random = new Random(7);
        while (!done.IsCancellationRequested)
        {
            using System.Net.Sockets.Socket socket = await server.ConnectAsync();
            byte[] noise = new byte[random.Next(2000)];
            random.NextBytes(noise);
            byte[] hello = random.Next(2) == 0 ? [.. "SSH-2.0-noise\r\n"u8, .. noise] : noise;
            try
            {
                await socket.SendAsync(hello, CancellationToken.None);
            }
            catch (System.Net.Sockets.SocketException)
            {
                // Garbage was answered by a reset already.
            }

            socket.LingerState = new System.Net.Sockets.LingerOption(enable: true, seconds: 0);
        }
    }

    private static async Task<string[]> ScanAsync(int port)
    {
        ToolResult result = await Tool.RunAsync("ssh-keyscan", ["-p", $"{port}", "-t", "ed25519,ecdsa,rsa", "127.0.0.1"]);
        return result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }
}
