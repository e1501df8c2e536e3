using System.Diagnostics;
using System.Security.Cryptography;
using AcrNetconf.Ssh;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed class TransferTests
{
    private const int Megabyte = 1 << 20;

    [TestMethod]
    public async Task Twenty_megabytes_both_ways_come_back_unchanged_through_openssh()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        byte[] data = RandomNumberGenerator.GetBytes(20 * Megabyte);
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments(), data);
        Assert.AreEqual(0, result.Code, result.Errors);
        CollectionAssert.AreEqual(SHA256.HashData(data), SHA256.HashData(result.Output));
    }

    [TestMethod]
    public async Task Twenty_megabytes_both_ways_come_back_unchanged_through_paramiko()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("login", "publickey", $"{20 * Megabyte}");
        Assert.AreEqual(0, result.Code, result.ToString());
    }

    [TestMethod]
    public async Task Rekeying_in_the_middle_loses_nothing()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink(), new SshLimits { RekeyBytes = Megabyte });
        byte[] data = RandomNumberGenerator.GetBytes(12 * Megabyte);
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments("-v"), data);
        Assert.AreEqual(0, result.Code, result.Errors);
        CollectionAssert.AreEqual(SHA256.HashData(data), SHA256.HashData(result.Output));
        Assert.IsGreaterThan(3, result.Errors.Split("SSH2_MSG_NEWKEYS received").Length, "keys were not exchanged again");
    }

    [TestMethod]
    public async Task Client_that_reads_nothing_stops_the_session_not_the_memory()
    {
        const long Total = 200L * Megabyte;
        var sink = new SourceSink(Total);
        await using ServerFixture server = await ServerFixture.StartAsync(sink);
        long before = Environment.WorkingSet;
        using Process peer = await server.StartPeerAsync("slow_reader");
        long taken = await SettleAsync(() => sink.Written);
        long grown = Environment.WorkingSet - before;

        // Socket buffers of both ends take some megabytes; the client's window of 1 GiB must not be filled.
        Assert.IsLessThan(32L * Megabyte, taken);
        Assert.IsLessThan(48L * Megabyte, grown);
        await peer.StandardInput.WriteLineAsync("go");
        Assert.AreEqual($"{Total}", await peer.StandardOutput.ReadLineAsync());
        await peer.WaitForExitAsync();
    }

    [TestMethod]
    public async Task Session_that_reads_in_sips_gets_every_byte()
    {
        // The client is many times faster: a window that grew with every sip would let it pile up what the session has not read.
        var sink = new SipSink(24 * 1024);
        await using ServerFixture server = await ServerFixture.StartAsync(sink);
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments(), new byte[16 * Megabyte]);
        Assert.AreEqual((0, 16L * Megabyte), (result.Code, sink.Taken), $"{result.Errors} {server.Logger}");
    }

    private static async Task<long> SettleAsync(Func<long> value)
    {
        long last = -1;
        while (value() != last || last == 0)
        {
            last = value();
            await Task.Delay(400);
        }

        return last;
    }
}
