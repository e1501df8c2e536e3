using System.Net;
using System.Net.Sockets;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.CallHome;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcrNetconf.Interop.Transports;

/// <summary>Clients that come, change and go while connections to them are in use.</summary>
[TestClass]
public sealed class CallHomeReconfigurationTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(10);

    [TestMethod]
    [TestProperty("row", "8071-4.1 8071-4.2")]
    public async Task Client_is_called_by_its_new_settings_once_its_connection_is_over()
    {
        using Socket first = Listen(), second = Listen();
        var server = new HoldingServer();
        await using var transport = new CallHomeTransport(
            new CallHomeOptions { Clients = [To("a", first), To("b", second)] },
            new Dictionary<CallHomeProtocol, ICallHomeServer> { [CallHomeProtocol.Ssh] = server },
            TimeProvider.System,
            NullLogger<CallHomeTransport>.Instance);
        await transport.BindAsync(CancellationToken.None);
        using var stop = new CancellationTokenSource();
        Task running = transport.RunAsync(new EchoSink(), stop.Token);
        using Socket a = await first.AcceptAsync(), b = await second.AcceptAsync();

        Assert.IsTrue(await Eventually.TrueAsync(() => server.Held == 2, s_patience));
        Assert.AreEqual("a Connected, b Connected", Phases(transport));

        // "a" moves to the other listener, "b" is no client any more: it loses its connection, and "a" keeps the one that is in use.
        Change(transport, new CallHomeOptions { Clients = [To("a", second)] });
        Assert.AreEqual(0, await b.ReceiveAsync(new byte[1]));
        Assert.IsFalse(second.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectRead));
        Assert.IsTrue(await Eventually.TrueAsync(() => server.Held == 1, s_patience));
        Assert.AreEqual("a Connected", Phases(transport));
        a.Close();
        using Socket moved = await second.AcceptAsync();
        Assert.IsTrue(await Eventually.TrueAsync(() => server.Held == 1, s_patience));
        Assert.IsFalse(first.Poll(TimeSpan.FromMilliseconds(300), SelectMode.SelectRead));

        var wrong = Assert.Throws<IOException>(() => transport.Prepare(new CallHomeOptions { Clients = [To("a", first), To("a", second)] }));
        Assert.AreEqual("call-home: client a is given more than once", wrong.Message);
        await stop.CancelAsync();
        moved.Close();
        await running;
    }

    private static string Phases(CallHomeTransport transport) => string.Join(", ", transport.Clients.Select(c => $"{c.Client} {c.Phase}"));

    private static void Change(CallHomeTransport transport, CallHomeOptions options)
    {
        using ITransportChange change = transport.Prepare(options);
        change.Apply();
    }

    private static CallHomeClient To(string name, Socket listener)
        => new(name, [new CallHomeEndpoint("1", CallHomeProtocol.Ssh, "127.0.0.1", ((IPEndPoint)listener.LocalEndPoint!).Port)]) // bound
        {
            FirstPause = TimeSpan.FromMilliseconds(10),
        };

    private static Socket Listen()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        socket.Listen();
        return socket;
    }

    /// <summary>Holds a connection until the other side closes it.</summary>
    private sealed class HoldingServer : ICallHomeServer
    {
        private int _held;

        public int Held => Volatile.Read(ref _held);

        public void RequireReady()
        {
        }

        public async Task<CallHomeEnd> ServeAsync(Socket socket, CallHomeTerms terms)
        {
            Interlocked.Increment(ref _held);
            await using (terms.Dismissed.Register(() => socket.Shutdown(SocketShutdown.Both)))
            {
                _ = await socket.ReceiveAsync(new byte[1]);
            }

            socket.Dispose();
            Interlocked.Decrement(ref _held);
            return new CallHomeEnd(true, "closed by the client");
        }
    }
}
