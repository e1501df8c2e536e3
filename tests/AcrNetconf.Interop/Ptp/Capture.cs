using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Ptp;

/// <summary>Records the PTP traffic of a device and has it judged by tshark.</summary>
internal sealed class Capture : IDisposable
{
    private readonly string _file = Path.Combine(Path.GetTempPath(), $"acr-{Guid.NewGuid():N}.pcap");
    private readonly BackgroundProcess _process;

    private Capture(NetworkNamespace where, string device) =>
        _process = where.Start("tshark", "-i", device, "-f", "udp portrange 319-320", "-F", "pcap", "-w", _file, "-q");

    /// <summary>Starts, and waits until packets are really recorded.</summary>
    public static async Task<Capture> StartAsync(NetworkNamespace where, string device)
    {
        var capture = new Capture(where, device);
        Assert.IsTrue(await capture._process.WaitForOutputAsync("Capturing on", TimeSpan.FromSeconds(15)), capture._process.Output);
        // The line is printed just before the capture begins; the file exists once it has.
        Assert.IsTrue(await Eventually.TrueAsync(() => File.Exists(capture._file), TimeSpan.FromSeconds(5)));
        return capture;
    }

    public void Stop() => _ = _process.Terminate();

    /// <summary>One line per packet from <paramref name="source"/> with the fields asked for, separated by tabs.</summary>
    public string[] Read(string source, params string[] fields) =>
        Lines(["-r", _file, "-Y", $"ptp && {Family(source)}.src == {source}", "-T", "fields", .. fields.SelectMany(field => new[] { "-e", field })]);

    /// <summary>Packets from <paramref name="source"/> that tshark does not take for well-formed PTP; each with its reason.</summary>
    public string[] Complaints(string source) =>
        Lines(["-r", _file, "-Y", $"{Family(source)}.src == {source} && (!ptp || _ws.malformed || _ws.expert.severity >= warning)", "-T", "fields",
            "-e", "frame.number", "-e", "_ws.col.Info", "-e", "_ws.expert.message"]);

    public void Dispose()
    {
        _process.Dispose();
        File.Delete(_file);
    }

    private static string Family(string address) => address.Contains(':', StringComparison.Ordinal) ? "ipv6" : "ip";

    private static string[] Lines(string[] arguments)
    {
        ToolResult result = Tool.Run("tshark", arguments);
        return result.Code == 0 ? result.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries) : throw new InvalidOperationException(result.ToString());
    }
}
