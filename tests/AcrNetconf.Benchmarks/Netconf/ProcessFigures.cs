using System.Diagnostics;
using System.Globalization;

namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>What /proc says about a process.</summary>
/// <param name="ResidentMegabytes">VmRSS.</param>
/// <param name="PeakMegabytes">VmHWM.</param>
/// <param name="Threads">Threads.</param>
/// <param name="ProcessorSeconds">User and system time together.</param>
internal readonly record struct ProcessFigures(double ResidentMegabytes, double PeakMegabytes, int Threads, double ProcessorSeconds)
{
    public static ProcessFigures Read(Process process)
    {
        process.Refresh();
        var status = File.ReadLines(string.Create(CultureInfo.InvariantCulture, $"/proc/{process.Id}/status")).Select(l => l.Split(':')).ToDictionary(p => p[0], p => p[1].Trim());
        return new ProcessFigures(Megabytes(status["VmRSS"]), Megabytes(status["VmHWM"]), int.Parse(status["Threads"], CultureInfo.InvariantCulture), process.TotalProcessorTime.TotalSeconds);
    }

    private static double Megabytes(string kilobytes) => double.Parse(kilobytes.Split(' ')[0], CultureInfo.InvariantCulture) / 1024;
}
