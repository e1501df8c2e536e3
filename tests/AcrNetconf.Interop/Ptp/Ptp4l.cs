using System.Globalization;
using System.Text.RegularExpressions;
using AcrNetconf.Interop.Ssh;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Ptp;

/// <summary>A ptp4l process (linuxptp) in a namespace, with software timestamps and its clock left alone.</summary>
internal sealed partial class Ptp4l : IDisposable
{
    private readonly string _folder;
    private readonly int _domain;

    private Ptp4l(string folder, int domain, BackgroundProcess process)
    {
        _folder = folder;
        _domain = domain;
        Process = process;
    }

    public BackgroundProcess Process { get; }

    /// <summary>A unicast grandmaster.</summary>
    public static Ptp4l StartServer(NetworkNamespace where, string device, int domain = 4, int clockClass = 84, string transport = "UDPv4", bool oneStep = false) =>
        Start(where, device, transport, domain, $"""
            clockClass {clockClass}
            masterOnly 1
            unicast_listen 1
            inhibit_multicast_service 1
            twoStepFlag {(oneStep ? 0 : 1)}
            """, string.Empty);

    /// <summary>A unicast client of <paramref name="server"/> that measures and does not steer.</summary>
    public static Ptp4l StartClient(NetworkNamespace where, string device, string server, int domain = 4, string transport = "UDPv4") =>
        Start(where, device, transport, domain, $"""
            slaveOnly 1
            unicast_req_duration 60
            """, $"""
            [unicast_master_table]
            table_id 1
            logQueryInterval 0
            {transport} {server}
            """, "unicast_master_table 1");

    /// <summary>What a client measures, asked through its management socket: the mean path delay in nanoseconds, or null when there is none yet.</summary>
    public double? QueryMeanPathDelay()
    {
        ToolResult answer = Tool.Run("pmc", "-u", "-b", "0", "-d", _domain.ToString(CultureInfo.InvariantCulture),
            "-i", Path.Combine(_folder, "pmc"), "-s", Path.Combine(_folder, "uds"), "GET CURRENT_DATA_SET");
        string? line = answer.Text.Split('\n').FirstOrDefault(text => text.Contains("meanPathDelay", StringComparison.Ordinal));
        double delay = line is null ? 0 : double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[^1], CultureInfo.InvariantCulture);
        return delay == 0 ? null : delay;
    }

    /// <summary>Frequency offset a client last printed, in ppb; null before its first estimate.</summary>
    public double? FrequencyPpb => Frequency().Matches(Process.Output) is [.., var last] ? double.Parse(last.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : null;

    public void Dispose()
    {
        Process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static Ptp4l Start(NetworkNamespace where, string device, string transport, int domain, string global, string before, string port = "")
    {
        string folder = Directory.CreateTempSubdirectory("acr-ptp4l").FullName;
        string configuration = Path.Combine(folder, "ptp4l.conf");
        File.WriteAllText(configuration, string.Create(CultureInfo.InvariantCulture, $"""
            [global]
            domainNumber {domain}
            {global}
            network_transport {transport}
            delay_mechanism E2E
            time_stamping software
            free_running 1
            logAnnounceInterval -2
            logSyncInterval -3
            logMinDelayReqInterval -3
            tx_timestamp_timeout 1000
            summary_interval 0
            logging_level 6
            verbose 1
            use_syslog 0
            uds_address {folder}/uds

            {before}
            [{device}]
            {port}

            """));
        return new Ptp4l(folder, domain, where.Start("ptp4l", "-f", configuration));
    }

    [GeneratedRegex(@" freq +([+-]?\d+)")]
    private static partial Regex Frequency();
}
