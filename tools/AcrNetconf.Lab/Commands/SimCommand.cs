using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Simulation;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Commands;

/// <summary><c>acr-lab sim SCENARIO</c>: a servo in a seeded simulation.</summary>
internal static class SimCommand
{
    public static Command Create()
    {
        Argument<string> scenario = new("scenario") { Description = string.Join(", ", NetworkScenario.All.Select(s => s.Name)) };
        scenario.AcceptOnlyFromAmong([.. NetworkScenario.All.Select(s => s.Name)]);
        Option<int> seed = new("--seed") { DefaultValueFactory = _ => 1, Description = "The one seed" };
        Option<int?> seeds = new("--seeds") { Description = "Runs seeds 1..N and reports the worst" };
        Option<double> pps = new("--pps") { DefaultValueFactory = _ => 16 };
        Option<bool> oneWay = new("--one-way");
        Option<bool> twoWay = new("--two-way");
        Option<string> oscillator = new("--oscillator") { DefaultValueFactory = _ => "ocxo" };
        oscillator.AcceptOnlyFromAmong("ideal", "ocxo", "tcxo");
        Option<double?> hours = new("--hours");
        Option<double?> offset = new("--offset-ppb");
        Option<int> trace = new("--trace") { Description = "Prints a line every N seconds" };
        Command command = new("sim", "Runs a servo through a scenario in virtual time")
        {
            scenario, seed, seeds, pps, oneWay, twoWay, oscillator, hours, offset, trace,
        };
        command.SetAction(result =>
        {
            NetworkScenario chosen = NetworkScenario.Find(result.GetValue(scenario)!)!;
            RunSettings settings = new()
            {
                Scenario = chosen,
                PacketsPerSecond = result.GetValue(pps),
                TwoWay = !result.GetValue(oneWay),
                Oscillator = OscillatorSettings.Find(result.GetValue(oscillator)!)!,
                Seconds = (result.GetValue(hours) ?? chosen.Hours) * 3600,
                OffsetPpb = result.GetValue(offset),
                MakeServo = servo => new AdaptiveServo(servo),
            };
            int count = result.GetValue(seeds) ?? 1;
            double[]? worst = null;
            for (int index = 0; index < count; index++)
            {
                long start = Stopwatch.GetTimestamp();
                int used = result.GetValue(seeds) is null ? result.GetValue(seed) : index + 1;
                ServoRun run = null!;
                int every = result.GetValue(trace);
                run = new(settings with { Seed = used })
                {
                    EachSecond = every == 0 ? null : second =>
                    {
                        if (second % every == 0)
                        {
                            ServoStatus s = run.Servo.Status;
                            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{second} {s.State} f={s.FrequencyPpb:F4} err={s.FrequencyPpb + run.Clock.Oscillator.FrequencyPpb:F4} u={s.FrequencyUncertaintyPpb:F4} te={run.Clock.ErrorAt(second):F0} {s.Estimator}"));
                        }
                    },
                };
                RunRecord record = run.Run();
                int settle = (int)Math.Min(chosen.SettleSeconds, settings.Seconds / 2);
                WanderReport report = WanderReport.Of(record.TimeError.AsSpan(settle));
                worst ??= new double[report.Mtie.Length];
                for (int k = 0; k < worst.Length; k++)
                {
                    worst[k] = Math.Max(worst[k], report.Mtie[k]);
                }

                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{used,3} lock {record.FirstSecondIn(ServoState.Locked),5} mtie {string.Join(" ", report.Mtie.Select(m => m.ToString("F0", CultureInfo.InvariantCulture).PadLeft(7)))}  f {report.FrequencyOffsetPpb:F3} ppb  {Stopwatch.GetElapsedTime(start).TotalSeconds:F2} s {run.Servo.Status.Estimator}"));
            }

            Console.WriteLine("worst           " + string.Join(" ", worst!.Select(m => m.ToString("F0", CultureInfo.InvariantCulture).PadLeft(7))));
            return ExitCodes.Success;
        });
        return command;
    }
}
