using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>Shows with strace that a commit reaches the disk before its reply reaches the wire.</summary>
internal static class SyncProof
{
    private static readonly string[] s_calls = ["fdatasync(", "fsync(", "sendto(", "write(", "pwrite64("];

    public static int Run(Func<ServerUnderTest> start)
    {
        using var server = start();
        using var peer = server.ConnectWhenUp();
        peer.MustSucceed(BenchModel.Settings(1));
        peer.MustSucceed(BenchModel.Commit);
        peer.MustSucceed(BenchModel.Settings(2));
        var file = server.Folder.File("strace");
        string[] arguments = ["-f", "-tt", "-y", "-e", "trace=fdatasync,fsync,pwrite64,sendto,write", "-o", file, "-p", server.Process.Id.ToString(CultureInfo.InvariantCulture)];
        using var strace = Process.Start(new ProcessStartInfo("strace", arguments) { RedirectStandardError = true })!; // throws when it cannot start
        strace.StandardError.ReadLine(); // "Process N attached"
        Thread.Sleep(300);
        peer.MustSucceed(BenchModel.Commit);
        ServerFolder.Signal(strace, "INT");
        strace.WaitForExit();
        var lines = File.ReadLines(file).Where(l => s_calls.Any(l.Contains) && !l.Contains("resumed", StringComparison.Ordinal) && !l.Contains("eventfd", StringComparison.Ordinal)).ToList();
        lines.ForEach(l => Console.WriteLine(l.Length > 150 ? l[..150] : l));
        var sync = lines.FindIndex(l => l.Contains("sync(", StringComparison.Ordinal) && l.Contains("commits.db", StringComparison.Ordinal));
        var reply = lines.FindLastIndex(l => l.Contains("sendto(", StringComparison.Ordinal) || l.Contains("TCP:", StringComparison.Ordinal));
        Console.WriteLine(sync >= 0 && reply > sync ? "the commit log was synced before the reply was sent" : "NO sync before the reply");
        return sync >= 0 && reply > sync ? 0 : 1;
    }
}
