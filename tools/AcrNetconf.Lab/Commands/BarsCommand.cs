using System.CommandLine;
using AcrNetconf.Lab.Bars;

namespace AcrNetconf.Lab.Commands;

/// <summary><c>acr-lab bars</c>: the simulated bars of the clock recovery, worst of so many seeds, met or missed.</summary>
internal static class BarsCommand
{
    private static readonly Option<int?> Seeds = new("--seeds") { Description = "Runs seeds 1 to N of everything; 10 when left out, and 100 of holdover" };
    private static readonly Option<string[]> Only = new("--only") { AllowMultipleArgumentsPerToken = true, Description = "Only these groups: " + string.Join(", ", BarGroup.All.Select(group => group.Name)) };
    private static readonly Option<bool> Json = new("--json") { Description = "One JSON document with the value of every seed" };

    public static Command Create()
    {
        Only.AcceptOnlyFromAmong([.. BarGroup.All.Select(group => group.Name)]);
        Command command = new("bars", "Measures the bars of the clock recovery in simulation; exit code 1 when one is missed") { Seeds, Only, Json };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult result)
    {
        int? seeds = result.GetValue(Seeds);
        if (seeds is < 1)
        {
            Console.Error.WriteLine("acr-lab: --seeds must be at least 1");
            return 2;
        }

        bool asJson = result.GetValue(Json);
        string[] only = result.GetValue(Only) ?? [];
        List<BarResult> all = [];
        if (!asJson)
        {
            BarReportWriter.WriteHeader(Console.Out);
        }

        foreach (BarGroup group in BarGroup.All.Where(group => only.Length == 0 || only.Contains(group.Name)))
        {
            foreach (BarResult bar in BarJudge.Judge(group, seeds ?? group.Seeds))
            {
                all.Add(bar);
                if (!asJson)
                {
                    BarReportWriter.WriteText(bar, Console.Out);
                }
            }
        }

        if (asJson)
        {
            using Stream output = Console.OpenStandardOutput();
            BarReportWriter.WriteJson(all, output);
            output.WriteByte((byte)'\n');
        }

        return all.All(bar => bar.IsMet || bar.Bar.Stretch) ? 0 : 1;
    }
}
