using System.CommandLine;
using AcrNetconf.Lab.Baselines;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Commands;

/// <summary><c>acr-lab sim SCENARIO</c>: a servo in a seeded simulation.</summary>
internal static class SimCommand
{
    private static readonly Argument<string> Scenario = new("scenario") { Description = "Pattern of packet delay" };
    private static readonly Option<string> Servo = new("--servo") { DefaultValueFactory = _ => "adaptive", Description = "The product's servo, or a model of another" };
    private static readonly Option<string?> Estimator = new("--estimator") { Description = "The only estimator the product's servo may use" };
    private static readonly Option<long> Seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "Seed of the one run" };
    private static readonly Option<int?> Seeds = new("--seeds") { Description = "Runs seeds 1 to N and reports the worst" };
    private static readonly Option<double> Rate = new("--pps") { DefaultValueFactory = _ => 16, Description = "Packets a second each way" };
    private static readonly Option<bool> OneWay = new("--one-way") { Description = "Sync only" };
    private static readonly Option<bool> TwoWay = new("--two-way") { Description = "Sync and Delay_Req (default)" };
    private static readonly Option<bool> Phase = new("--atr") { Description = "Both directions, phase recovered too; reports time errors" };
    private static readonly Option<string> Oscillator = new("--oscillator") { DefaultValueFactory = _ => "ocxo" };
    private static readonly Option<double> Ageing = new("--ageing") { Description = "Drift of the oscillator, ppb a day" };
    private static readonly Option<double?> Hours = new("--hours") { Description = "Length; the scenario's own when left out" };
    private static readonly Option<double?> Offset = new("--offset-ppb") { Description = "Initial frequency offset; the scenario's own when left out" };
    private static readonly Option<double> Noise = new("--stamp-noise") { Description = "Standard deviation of timestamp noise, ns" };
    private static readonly Option<long> Granularity = new("--granularity") { DefaultValueFactory = _ => 1, Description = "Timestamp resolution, ns" };
    private static readonly Option<double> Loss = new("--loss") { Description = "Share of packets lost at random, 0 to 1" };
    private static readonly Option<double> Asymmetry = new("--asymmetry") { Description = "Constant extra delay of Sync, ns" };
    private static readonly Option<string?> Csv = new("--csv") { Description = "Writes one line a second to this file" };
    private static readonly Option<string?> Plot = new("--plot") { Description = "Draws time and frequency error, MTIE and TDEV with masks into this PNG file" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of a table" };
    private static readonly Option<int> Trace = new("--trace") { Description = "Prints the servo's state every N seconds on stderr" };

    public static Command Create()
    {
        string[] scenarios = [.. NetworkScenario.All.Select(scenario => scenario.Name)];
        Scenario.AcceptOnlyFromAmong(scenarios);
        Servo.AcceptOnlyFromAmong([.. ServoChoice.All.Select(choice => choice.Name)]);
        Estimator.AcceptOnlyFromAmong(Enum.GetNames<EstimatorKind>());
        Oscillator.AcceptOnlyFromAmong("ideal", "ocxo", "tcxo");
        Command command = new("sim", "Runs a servo through a scenario in virtual time: " + string.Join(", ", scenarios))
        {
            Scenario, Servo, Estimator, Seed, Seeds, Rate, OneWay, TwoWay, Phase, Oscillator, Ageing, Hours, Offset, Noise, Granularity, Loss, Asymmetry, Csv, Plot, Json, Trace,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(OneWay) && (result.GetValue(TwoWay) || result.GetValue(Phase)))
            {
                result.AddError("--one-way excludes --two-way and --atr");
            }
        });
        command.SetAction(result => LabFiles.Guard(() => Run(result)));
        return command;
    }

    private static int Run(ParseResult result)
    {
        // Defaults are not there yet when the parser's own validators run.
        if (result.GetValue(Rate) is <= 0 or > 1000 || result.GetValue(Seeds) is < 1 || result.GetValue(Hours) is <= 0 or > 1000 || result.GetValue(Granularity) < 1)
        {
            Console.Error.WriteLine("acr-lab: --pps must be above 0 and at most 1000, --seeds and --granularity at least 1, --hours above 0 and at most 1000");
            return 2;
        }

        SimOptions options = Read(result);
        IReadOnlyList<RunResult> results = SimRunner.Run(options, Console.Error);
        SimReportWriter.Write(options, results);
        return ExitCodes.Success;
    }

    private static SimOptions Read(ParseResult result)
    {
        NetworkScenario scenario = NetworkScenario.Find(result.GetValue(Scenario)!)!; // checked by the parser
        ServoChoice choice = ServoChoice.Get(result.GetValue(Servo)!);
        RunSettings run = new()
        {
            Scenario = scenario,
            PacketsPerSecond = result.GetValue(Rate),
            TwoWay = !result.GetValue(OneWay),
            Phase = result.GetValue(Phase),
            Oscillator = OscillatorSettings.Find(result.GetValue(Oscillator)!)! with { AgeingPpbPerDay = result.GetValue(Ageing) }, // the name is checked by the parser
            Seconds = Math.Round((result.GetValue(Hours) ?? scenario.Hours) * 3600),
            OffsetPpb = result.GetValue(Offset),
            TimestampNoise = result.GetValue(Noise),
            Granularity = result.GetValue(Granularity),
            Loss = result.GetValue(Loss),
            Asymmetry = result.GetValue(Asymmetry),
            UpdatesPerPacket = choice.UpdatesPerPacket,
            Servo = new() { Estimator = result.GetValue(Estimator) is { } name ? Enum.Parse<EstimatorKind>(name) : null },
            MakeServo = _ => throw new InvalidOperationException("replaced below"),
        };
        return new()
        {
            Run = run with { MakeServo = settings => choice.Make(run, settings) },
            ServoName = choice.Name,
            Seeds = result.GetValue(Seeds) is { } count ? [.. Enumerable.Range(1, count).Select(seed => (long)seed)] : [result.GetValue(Seed)],
            Json = result.GetValue(Json),
            CsvPath = result.GetValue(Csv),
            PlotPath = result.GetValue(Plot),
            TraceSeconds = result.GetValue(Trace),
        };
    }
}
