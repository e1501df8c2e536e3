using System.Net;
using AcrNetconf.Relay;
using AcrNetconf.Transports.Unix;

namespace AcrNetconf.UnitTests.Transports.Unix;

[TestClass]
public sealed class RelayGreetingTests
{
    [TestMethod]
    [DataRow(null, null)]
    [DataRow("alice", "2001:db8::1 50000 192.0.2.1 22")]
    public void Agent_reads_what_the_relay_writes(string? user, string? connection)
    {
        var greeting = RelayGreeting.Parse(Greeting.Write(user, connection).TrimEnd('\n'));
        Assert.AreEqual(
            new RelayGreeting(user, connection is null ? null : IPEndPoint.Parse("[2001:db8::1]:50000"), connection is null ? null : IPEndPoint.Parse("192.0.2.1:22")), greeting);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("<hello>")]
    [DataRow("acr-netconf-relay 2")]
    [DataRow("acr-netconf-relay 1\tuser=")]
    [DataRow("acr-netconf-relay 1\tuser=a\u0001b")]
    [DataRow("acr-netconf-relay 1\tconnection=192.0.2.1 50000 192.0.2.1")]
    [DataRow("acr-netconf-relay 1\tconnection=192.0.2.1 x 192.0.2.1 22")]
    [DataRow("acr-netconf-relay 1\tuid=0")]
    public void Anything_else_is_no_relay(string line) => Assert.IsNull(RelayGreeting.Parse(line));

    [TestMethod]
    public async Task Line_comes_in_pieces_and_nothing_may_follow_it()
    {
        Assert.AreEqual("alice", (await ReadAsync("acr-netconf-relay 1\tuser=alice\n"))?.User);
        Assert.IsNull(await ReadAsync("acr-netconf-relay 1\n<hello"));
        Assert.IsNull(await ReadAsync("acr-netconf-relay 1"));
        Assert.IsNull(await ReadAsync("acr-netconf-relay 1\tuser=" + new string('x', 2000) + "\n"));
    }

    [TestMethod]
    public void Relay_takes_the_packaged_socket_unless_told_otherwise()
    {
        Assert.AreEqual(new RelayOptions("/run/acr-netconf/netconf.sock", null, "/dev/log"), RelayOptions.Parse([]));
        Assert.AreEqual(new RelayOptions("/x", "alice", "/l"), RelayOptions.Parse(["--socket", "/x", "--user", "alice", "--syslog", "/l"]));
        Assert.IsNull(RelayOptions.Parse(["--socket"]));
        Assert.IsNull(RelayOptions.Parse(["--user", "a\tb"]));
        Assert.IsNull(RelayOptions.Parse(["--help", "x"]));
    }

    private static ValueTask<RelayGreeting?> ReadAsync(string text) => RelayGreeting.ReadAsync(new Trickle(System.Text.Encoding.UTF8.GetBytes(text)), CancellationToken.None);

    private sealed class Trickle(byte[] bytes) : MemoryStream(bytes)
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) => base.ReadAsync(buffer[..Math.Min(7, buffer.Length)], cancellationToken);
    }
}
