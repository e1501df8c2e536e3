using System.Net.Sockets;
using System.Text;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Unix;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcrNetconf.Interop.Transports;

/// <summary>The Unix listener by itself: files, modes, and moving while a session works.</summary>
[TestClass]
public sealed class UnixListenerTests
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("acr-unix-");

    [TestCleanup]
    public void Remove() => _directory.Delete(recursive: true);

    [TestMethod]
    public async Task Socket_moves_while_a_session_works_and_files_come_and_go_with_it()
    {
        string first = Place("first"), second = Place("second");
        using (var stale = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified))
        {
            stale.Bind(new UnixDomainSocketEndPoint(first));
        }

        await using var server = new UnixServerTransport(
            new UnixServerOptions { Path = first, Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite }, new RootOnly(), TimeProvider.System, NullLogger<UnixServerTransport>.Instance);
        await server.BindAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Task running = server.RunAsync(new EchoSink(), stop.Token);
        Assert.AreEqual(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(first));

        using Socket client = await ConnectAsync(first);
        Assert.AreEqual("ok\n", await TalkAsync(client, "acr-netconf-relay 1\n"));
        using (server.Prepare(server.Options with { Path = second }))
        {
            Assert.IsTrue(File.Exists(second));
        }

        Assert.IsFalse(File.Exists(second), "a change that is not applied leaves nothing behind");
        using (ITransportChange change = server.Prepare(server.Options with { Path = second }))
        {
            change.Apply();
        }

        Assert.AreEqual("still there", await TalkAsync(client, "still there"));
        Assert.IsTrue(await Eventually.TrueAsync(() => !File.Exists(first), TimeSpan.FromSeconds(5)));
        using (Socket next = await ConnectAsync(second))
        {
            Assert.AreEqual("ok\n", await TalkAsync(next, "acr-netconf-relay 1\n"));
        }

        const UnixFileMode Group = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupWrite;
        using (ITransportChange change = server.Prepare(server.Options with { Mode = Group }))
        {
            change.Apply();
        }

        Assert.AreEqual(Group, File.GetUnixFileMode(second));
        client.Shutdown(SocketShutdown.Send);
        Assert.AreEqual(0, await client.ReceiveAsync(new byte[1]), "an orderly end");
        await stop.CancelAsync();
        await running;
        Assert.IsFalse(File.Exists(second));
    }

    [TestMethod]
    public void What_is_no_socket_is_not_removed()
    {
        string path = Place("file");
        File.WriteAllText(path, "precious");
        using var server = new UnixServerTransport(new UnixServerOptions(), new RootOnly(), TimeProvider.System, NullLogger<UnixServerTransport>.Instance);
        var fault = Assert.ThrowsExactly<IOException>(() => server.Prepare(new UnixServerOptions { Path = path }));
        StringAssert.StartsWith(fault.Message, $"netconf-unix: cannot listen on {path}: ");
        Assert.AreEqual("precious", File.ReadAllText(path));
    }

    private string Place(string name) => Path.Combine(_directory.FullName, name);

    private static async Task<Socket> ConnectAsync(string path)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        await socket.ConnectAsync(new UnixDomainSocketEndPoint(path));
        return socket;
    }

    private static async Task<string> TalkAsync(Socket socket, string text)
    {
        await socket.SendAsync(Encoding.UTF8.GetBytes(text));
        var answer = new byte[1000];
        return Encoding.UTF8.GetString(answer, 0, await socket.ReceiveAsync(answer));
    }

    private sealed class RootOnly : IUnixAccounts
    {
        public string? NameOf(uint uid) => uid == 0 ? "root" : null;

        public void GiveToGroup(string path, uint gid) => throw new IOException("not asked for");
    }
}
