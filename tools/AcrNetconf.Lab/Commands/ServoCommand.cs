using System.CommandLine;
using System.Diagnostics;
using AcrNetconf.Lab.Baselines;
using AcrNetconf.Lab.Plots;
using AcrNetconf.Lab.Replay;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Commands;

/// <summary><c>acr-lab servo --trace FILE</c>: recorded packets through a servo.</summary>
internal static class ServoCommand
{
    private static readonly Option<FileInfo> Trace = new("--trace") { Required = true, Description = "Recorded timestamps: columns t1,t2,t3,t4 in ns, empty where lost" };
    private static readonly Option<string> Servo = new("--servo") { DefaultValueFactory = _ => "adaptive", Description = "The product's servo, or a model of another" };
    private static readonly Option<bool> OneWay = new("--one-way") { Description = "Use t1 and t2 only" };
    private static readonly Option<double> Settle = new("--settle") { DefaultValueFactory = _ => 600, Description = "Seconds left out at the start, at most half of the trace" };
    private static readonly Option<string?> Csv = new("--csv") { Description = "Writes one line a second to this file" };
    private static readonly Option<string?> Plot = new("--plot") { Description = "Draws time and frequency error, MTIE and TDEV with masks into this PNG file" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of a table" };

    public static Command Create()
    {
        Servo.AcceptOnlyFromAmong([.. ServoChoice.All.Select(choice => choice.Name)]);
        Command command = new("servo", "Replays recorded timestamps through a servo and judges it against the packets' floor seen in hindsight")
        {
            Trace, Servo, OneWay, Settle, Csv, Plot, Json,
        };
        command.SetAction(result => LabFiles.Guard(() => Run(result)));
        return command;
    }

    private static int Run(ParseResult result)
    {
        string path = result.GetValue(Trace)!.ToString(); // required
        (double rate, bool twoWay) = Survey(path);
        ServoChoice choice = ServoChoice.Get(result.GetValue(Servo)!);
        RunSettings settings = new()
        {
            Scenario = new("trace", path, 0, result.GetValue(Settle), 0, (_, _, _) => throw new InvalidOperationException("a trace is not built")),
            Oscillator = OscillatorSettings.Ideal with { Name = "recorded" },
            Seed = 0,
            PacketsPerSecond = rate,
            TwoWay = twoWay && !result.GetValue(OneWay),
            UpdatesPerPacket = choice.UpdatesPerPacket,
            MakeServo = _ => throw new InvalidOperationException("made below"),
        };
        IServo servo = choice.Make(settings, settings.Servo with { Mode = settings.TwoWay ? ServoMode.TwoWay : ServoMode.OneWay });
        ServoReplay replay = new(servo, choice.UpdatesPerPacket);
        long start = Stopwatch.GetTimestamp();
        RunRecord record = LabFiles.Read(path, reader => replay.Run(TraceReader.Read(path, reader)));
        RunSettings done = settings with
        {
            Seconds = record.TimeError.Length,
            Scenario = settings.Scenario with { Description = FormattableString.Invariant($"{path}, errors against its floor in windows of {replay.Reference.Window:0} s") },
        };
        SimOptions options = new() { Run = done, ServoName = choice.Name, Seeds = [0], Json = result.GetValue(Json), CsvPath = result.GetValue(Csv), PlotPath = result.GetValue(Plot) };
        RunResult outcome = RunResult.From(done, record, servo.Status, Stopwatch.GetElapsedTime(start).TotalSeconds);
        if (options.CsvPath is { } csv)
        {
            SimRunner.WriteCsv(csv, 0, record, append: false);
        }

        if (options.PlotPath is { } plot)
        {
            WanderFigure.Save(plot, $"{Path.GetFileName(path)} through {choice.Name}", [new(choice.Name, record.TimeError, 1, settings.Scenario.SettleSeconds)]);
        }

        SimReportWriter.Write(options, [outcome]);
        return ExitCodes.Success;
    }

    /// <summary>Packets a second and whether both directions are there: some models are built for a rate.</summary>
    private static (double Rate, bool TwoWay) Survey(string path) => LabFiles.Read(path, reader =>
    {
        long forward = 0;
        long reverse = 0;
        long first = long.MaxValue;
        long last = long.MinValue;
        foreach (TraceRow row in TraceReader.Read(path, reader))
        {
            forward += row.Forward is null ? 0 : 1;
            reverse += row.Reverse is null ? 0 : 1;
            long local = (row.Forward ?? row.Reverse)!.Value.Local.Nanoseconds; // a row holds at least one
            first = Math.Min(first, local);
            last = Math.Max(last, local);
        }

        double seconds = (last - first) * 1e-9;
        return (Math.Clamp(seconds == 0 ? 1 : Math.Max(forward, reverse) / seconds, 0.01, 1000), forward > 0 && reverse > 0);
    });
}
