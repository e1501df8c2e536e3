using System.Globalization;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Ptp;

/// <summary>A ptpd process in a namespace, its clock left alone.</summary>
internal sealed class Ptpd : IDisposable
{
    private readonly string _folder;

    private Ptpd(NetworkNamespace where, string device, int domain, string[] role)
    {
        _folder = Directory.CreateTempSubdirectory("acr-ptpd").FullName;
        Process = where.Start("ptpd",
        [
            $"--ptpengine:interface={device}",
            "--ptpengine:ip_mode=unicast",
            "--ptpengine:unicast_negotiation=Y",
            string.Create(CultureInfo.InvariantCulture, $"--ptpengine:domain={domain}"),
            "--ptpengine:log_sync_interval=-4",
            "--ptpengine:log_delayreq_interval=-4",
            "--ptpengine:log_announce_interval=0",
            "--clock:no_adjust=Y",
            "--global:foreground=Y",
            $"--global:lock_directory={_folder}",
            $"--global:status_file={StatusFile}",
            "--global:status_update_interval=1",
            .. role,
        ]);
    }

    public BackgroundProcess Process { get; }

    /// <summary>What it says about itself, rewritten every second.</summary>
    public string Status => File.Exists(StatusFile) ? File.ReadAllText(StatusFile) : string.Empty;

    private string StatusFile => Path.Combine(_folder, "status");

    /// <summary>A unicast server; two-step, the only step ptpd knows.</summary>
    public static Ptpd StartServer(NetworkNamespace where, string device, int domain = 4) =>
        new(where, device, domain, ["--ptpengine:preset=masteronly", "--ptpengine:unicast_negotiation_listening=Y", "--ptpengine:disable_bmca=Y"]);

    /// <summary>A unicast client of <paramref name="server"/>.</summary>
    /// <remarks>It asks anew 5 of its own ticks before the end of a grant; over its usual 300 s those lag the clock by more.</remarks>
    public static Ptpd StartClient(NetworkNamespace where, string device, string server, int domain = 4) =>
        new(where, device, domain, ["--ptpengine:preset=slaveonly", $"--ptpengine:unicast_destinations={server}", "--ptpengine:unicast_grant_duration=100"]);

    /// <summary>True when the client has a server, and measures the way to it.</summary>
    public bool IsLocked() => Status.Contains("PTP_SLAVE", StringComparison.Ordinal)
        && Status.Split('\n').Any(line => line.StartsWith("Mean Path Delay", StringComparison.Ordinal) && !line.Contains(" 0.000000000", StringComparison.Ordinal));

    public void Dispose()
    {
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
