using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Interop.Support;
using AcrNetconf.Ssh;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed class ReconfigurationTests
{
    [TestMethod]
    public async Task Listener_moves_while_a_session_works()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        using Process client = Tool.Start("ssh", server.OpenSshArguments());
        Assert.AreEqual("before", await EchoAsync(client, "before"));

        SshServerOptions old = server.Transport.Options;
        int port = Move(server, old with { Listen = [new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Loopback, 0), old.Listen[1]] });
        Assert.AreEqual(server.Port, port, "an entry that stays keeps its socket");

        port = Move(server, old with { Listen = [new IPEndPoint(IPAddress.Parse("127.0.0.2"), 0)] });
        Assert.AreEqual("moved", await EchoAsync(client, "moved"));
        Assert.IsTrue(await RefusesAsync(IPAddress.Loopback, server.Port));
        Assert.IsTrue(await RefusesAsync(IPAddress.IPv6Loopback, server.Port6));
        Assert.IsTrue(Accepts(IPAddress.Parse("127.0.0.2"), port));

        // The same port under the wildcard address, which the old socket overlaps.
        Assert.AreEqual(port, Move(server, old with { Listen = [new IPEndPoint(IPAddress.IPv6Any, port)] }));
        ToolResult login = await Tool.RunAsync("ssh", [.. server.OpenSshArguments().Select(a => a == $"{server.Port}" ? $"{port}" : a)], "x"u8.ToArray());
        Assert.AreEqual((0, "x"), (login.Code, login.Text), login.Errors);
        Assert.AreEqual("still there", await EchoAsync(client, "still there"));

        Move(server, old with { Listen = [] });
        Assert.IsTrue(await RefusesAsync(IPAddress.Loopback, port));
        client.StandardInput.Close();
        await client.WaitForExitAsync();
        Assert.AreEqual(0, client.ExitCode);
    }

    [TestMethod]
    public async Task Change_that_is_not_applied_leaves_nothing_behind()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        SshServerOptions old = server.Transport.Options;
        int port;
        using (ITransportChange change = server.Transport.Prepare(old with { Listen = [new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.Parse("127.0.0.3"), 0)] }))
        {
            port = ((IPEndPoint)change.EndPoints[1]).Port;
            Assert.IsTrue(Accepts(IPAddress.Parse("127.0.0.3"), port), "bound already: nothing can fail later");
        }

        Assert.IsTrue(await RefusesAsync(IPAddress.Parse("127.0.0.3"), port));
        Assert.IsTrue(Accepts(IPAddress.Loopback, server.Port));
        Assert.AreSame(old, server.Transport.Options);

        using var taken = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        taken.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        taken.Listen();
        var fault = Assert.Throws<IOException>(() => server.Transport.Prepare(old with { Listen = [(IPEndPoint)taken.LocalEndPoint!] })); // bound
        Assert.AreEqual($"netconf-ssh: cannot listen on {taken.LocalEndPoint}: Address already in use", fault.Message);
        Assert.IsTrue(Accepts(IPAddress.Loopback, server.Port));
    }

    [TestMethod]
    public async Task New_limits_hold_for_newcomers()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        using Process first = Tool.Start("ssh", server.OpenSshArguments());
        Assert.AreEqual("in", await EchoAsync(first, "in"));
        using (ITransportChange change = server.Transport.Prepare(server.Transport.Options with { Limits = new SshLimits { MaxConnections = 1 } }))
        {
            change.Apply();
        }

        ToolResult second = await Tool.RunAsync("ssh", server.OpenSshArguments());
        Assert.AreEqual(255, second.Code, second.ToString());
        Assert.AreEqual("still in", await EchoAsync(first, "still in"));
        first.StandardInput.Close();
        await first.WaitForExitAsync();
    }

    private static int Move(ServerFixture server, SshServerOptions options)
    {
        using ITransportChange change = server.Transport.Prepare(options);
        int port = change.EndPoints.Count > 0 ? ((IPEndPoint)change.EndPoints[0]).Port : 0;
        change.Apply();
        return port;
    }

    private static async Task<string?> EchoAsync(Process client, string line)
    {
        await client.StandardInput.WriteLineAsync(line);
        await client.StandardInput.FlushAsync();
        return await client.StandardOutput.ReadLineAsync();
    }

    private static Task<bool> RefusesAsync(IPAddress address, int port) => Eventually.TrueAsync(() => !Accepts(address, port), TimeSpan.FromSeconds(5));

    private static bool Accepts(IPAddress address, int port)
    {
        using var socket = new Socket(address.AddressFamily, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            socket.Connect(address, port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
