using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Lab.Commands;
using AcrNetconf.Linux;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Hardware;

/// <summary><c>acr-lab clock DEVICE</c>: does a PTP hardware clock do what it is told?</summary>
internal static class ClockCommand
{
    private const int Sandwiches = 40;

    public static Command Create()
    {
        Argument<string> device = new("device") { Description = "path of the clock, /dev/ptpN" };
        Option<double> frequency = new("--frequency") { Description = "steering to try, ppb", DefaultValueFactory = _ => 100_000 };
        Option<long> step = new("--step") { Description = "step to try, ns", DefaultValueFactory = _ => 1_500_000_000 };
        Option<double> seconds = new("--seconds") { Description = "length of each measurement", DefaultValueFactory = _ => 2 };
        Command command = new("clock", "Steers a PTP hardware clock in frequency and phase, measures what it did against the host's monotonic clock, and puts it back.")
        {
            device, frequency, step, seconds,
        };
        command.SetAction((result, cancellationToken) => RunAsync(
            result.GetValue(device)!, result.GetValue(frequency), result.GetValue(step), TimeSpan.FromSeconds(result.GetValue(seconds)), cancellationToken));
        return command;
    }

    private static async Task<int> RunAsync(string device, double ppb, long step, TimeSpan span, CancellationToken cancellationToken)
    {
        try
        {
            using PhcClock clock = PhcClock.Open(device);
            double found = clock.FrequencyPpb;
            double before = await MeasureAsync(clock, span, cancellationToken);
            clock.AdjustFrequency(found + ppb);
            double readBack = clock.FrequencyPpb;
            double after = await MeasureAsync(clock, span, cancellationToken);
            clock.AdjustFrequency(found);
            long offset = Offset(clock);
            clock.Step(new PtpDuration(step));
            long stepped = Offset(clock) - offset;
            clock.Step(new PtpDuration(-step));
            long back = Offset(clock) - offset;
            Print("maximum-frequency-ppb", clock.MaximumFrequencyPpb);
            Print("frequency-asked-ppb", found + ppb);
            Print("frequency-read-back-ppb", readBack);
            Print("frequency-measured-ppb", after - before);
            Print("step-asked-ns", step);
            Print("step-measured-ns", stepped);
            Print("step-undone-ns", back);
            // The measurements see the host's scheduling; the clock is off by far more when it ignores what it is told.
            bool obeys = Math.Abs(after - before - ppb) < Math.Abs(ppb) / 4 && Math.Abs(readBack - found - ppb) < 1 + (Math.Abs(ppb) / 100) && Math.Abs(stepped - step) < 50_000_000;
            return obeys ? ExitCodes.Success : ExitCodes.Negative;
        }
        catch (LinuxException fault)
        {
            await Console.Error.WriteLineAsync($"acr-lab clock: {fault.Message}");
            return ExitCodes.Negative;
        }
    }

    private static void Print(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value:F0}"));

    /// <summary>How much faster than the monotonic clock it runs.</summary>
    private static async Task<double> MeasureAsync(PhcClock clock, TimeSpan span, CancellationToken cancellationToken)
    {
        long began = Stopwatch.GetTimestamp();
        long first = Offset(clock);
        await Task.Delay(span, cancellationToken);
        return (Offset(clock) - first) / Stopwatch.GetElapsedTime(began).TotalNanoseconds * 1e9;
    }

    /// <summary>Clock minus monotonic clock: the reading with the narrowest pair of host readings around it.</summary>
    private static long Offset(PhcClock clock)
    {
        long best = long.MaxValue;
        long offset = 0;
        for (int round = 0; round < Sandwiches; round++)
        {
            long before = HostNanoseconds();
            long reading = clock.Now.Nanoseconds;
            long width = HostNanoseconds() - before;
            if (width < best)
            {
                best = width;
                offset = reading - before - (width / 2);
            }
        }

        return offset;
    }

    private static long HostNanoseconds() => (long)(Stopwatch.GetTimestamp() * (1e9 / Stopwatch.Frequency));
}
