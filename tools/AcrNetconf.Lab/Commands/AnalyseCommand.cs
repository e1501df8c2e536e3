using System.CommandLine;
using AcrNetconf.Lab.Analysis;
using AcrNetconf.Lab.Plots;
using AcrNetconf.Lab.Replay;

namespace AcrNetconf.Lab.Commands;

/// <summary><c>acr-lab analyse FILE…</c>: wander and packet figures of recordings.</summary>
internal static class AnalyseCommand
{
    private static readonly Argument<string[]> Files = new("file") { Arity = ArgumentArity.OneOrMore, Description = "Time errors (columns second, time_error_ns: what sim and servo write) or recorded timestamps (t1,t2,t3,t4)" };
    private static readonly Option<double> Settle = new("--settle") { Description = "Seconds left out at the start, at most half of each file" };
    private static readonly Option<string[]> Mask = new("--mask") { AllowMultipleArgumentsPerToken = true, Description = "Judge by these masks alone; exit code 1 when one is exceeded" };
    private static readonly Option<string?> Plot = new("--plot") { Description = "Draws time and frequency error, MTIE and TDEV with masks into this PNG file" };
    private static readonly Option<string?> Title = new("--title") { Description = "Words above the picture" };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document instead of a table" };

    public static Command Create()
    {
        Mask.AcceptOnlyFromAmong([.. WanderMasks.All.Select(mask => mask.Name)]);
        Command command = new("analyse", "MTIE, TDEV and ADEV of recordings against the masks, and delay variation and FPP of their packets") { Files, Settle, Mask, Plot, Title, Json };
        command.SetAction(result => LabFiles.Guard(() => Run(result)));
        return command;
    }

    private static int Run(ParseResult result)
    {
        string[] masks = result.GetValue(Mask) ?? [];
        string[] paths = result.GetValue(Files)!; // at least one
        List<WanderSeries> series = [];
        List<(string, DirectionReport)> directions = [];
        foreach (string path in paths)
        {
            Add(path, result.GetValue(Settle), series, directions);
        }

        AnalysisReport report = new(series, directions, [.. WanderMasks.All.Where(mask => masks.Length == 0 || masks.Contains(mask.Name))]);
        if (result.GetValue(Plot) is { } plot)
        {
            WanderFigure.Save(plot, result.GetValue(Title) ?? string.Join(", ", paths.Select(Path.GetFileName)), series);
        }

        if (result.GetValue(Json))
        {
            using Stream output = Console.OpenStandardOutput();
            report.WriteJson(output);
            output.WriteByte((byte)'\n');
        }
        else
        {
            report.WriteText(Console.Out);
        }

        return masks.Length == 0 || report.Passes ? ExitCodes.Success : ExitCodes.Negative;
    }

    private static void Add(string path, double settle, List<WanderSeries> series, List<(string, DirectionReport)> directions)
    {
        string name = Path.GetFileNameWithoutExtension(path);
        if (LabFiles.Read(path, reader => TimeErrorFile.IsHeader(reader.ReadLine() ?? string.Empty)))
        {
            foreach ((string label, double[] errors, double spacing) in LabFiles.Read(path, reader => TimeErrorFile.Read(path, reader)))
            {
                series.Add(new(label.Length is 0 or > 8 || label == "0" ? name : $"{name}, seed {label}", errors, spacing, settle));
            }

            return;
        }

        PacketAnalysis packets = LabFiles.Read(path, reader => PacketAnalysis.Of(TraceReader.Read(path, reader)));
        series.Add(new($"{name}, free oscillator", packets.Oscillator, 1, settle));
        directions.AddRange(packets.Directions.Select(direction => (name, direction)));
    }
}
