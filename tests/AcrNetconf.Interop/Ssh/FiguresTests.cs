using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using AcrNetconf.Ssh;

namespace AcrNetconf.Interop.Ssh;

/// <summary>Measures and prints; fails only when a figure is far off, so that a slow machine does not.</summary>
[TestClass]
[DoNotParallelize]
public sealed class FiguresTests(TestContext context)
{
    private const int Megabyte = 1 << 20;

    [TestMethod]
    public async Task Session_set_up_and_small_round_trip_are_fast()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        ToolResult result = await server.PeerAsync("setup");
        Assert.AreEqual(0, result.Code, result.ToString());
        double[] medians = [.. result.Text.Split(' ').Select(n => double.Parse(n, CultureInfo.InvariantCulture))];
        context.WriteLine($"set-up median {medians[0]} ms, round trip of 200 bytes median {medians[1]} ms");
        Assert.IsLessThan(250, medians[0]);
        Assert.IsLessThan(20, medians[1]);
    }

    [TestMethod]
    [DataRow("aes256-gcm@openssh.com")]
    [DataRow("chacha20-poly1305@openssh.com")]
    [DataRow("aes128-ctr")]
    public async Task Fifty_megabytes_are_sent_quickly(string cipher)
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new SourceSink(50 * Megabyte));
        long start = Stopwatch.GetTimestamp();
        ToolResult result = await Tool.RunAsync("ssh", server.OpenSshArguments("-o", $"Ciphers={cipher}"));
        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        Assert.AreEqual((0, 50 * Megabyte), (result.Code, result.Output.Length), result.Errors);
        context.WriteLine($"{cipher}: {50 / seconds:F0} MB/s with the client's start");
        Assert.IsGreaterThan(5, 50 / seconds);
    }

    [TestMethod]
    public async Task Five_hundred_sessions_cost_little_memory_and_no_threads()
    {
        await using ServerFixture server = await ServerFixture.StartAsync(new EchoSink());
        using var self = Process.GetCurrentProcess();
        GC.Collect();
        (long memory, int threads) = (Environment.WorkingSet, self.Threads.Count);
        using Process peer = await server.StartPeerAsync("crowd", "500");
        self.Refresh();
        (long grown, int more) = (Environment.WorkingSet - memory, self.Threads.Count - threads);
        context.WriteLine($"500 sessions: {grown / Megabyte} MB more, {more} threads more");
        Assert.AreEqual(500, server.Status.Channels);
        await peer.StandardInput.WriteLineAsync("end");
        await peer.WaitForExitAsync();
        Assert.IsLessThan(200L * Megabyte, grown);
        Assert.IsLessThan(30, more);
        Assert.IsTrue(await server.BecomesAsync(s => s.NativeSessionsFreed == s.NativeSessionsCreated), server.Status.ToString());
    }
}
