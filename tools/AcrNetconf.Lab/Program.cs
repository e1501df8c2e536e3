using System.CommandLine;
using AcrNetconf.Lab.Commands;
using AcrNetconf.Lab.Grandmaster;
using AcrNetconf.Lab.Hardware;
using AcrNetconf.Lab.Relay;

namespace AcrNetconf.Lab;

/// <summary><c>acr-lab</c>: the PTP laboratory. One command a file; this one only gathers them.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] args)
    {
        ParseResult result = Commands().Parse(args);
        if (result.Errors.Count > 0)
        {
            await Console.Error.WriteLineAsync($"acr-lab: {result.Errors[0].Message}");
            return 2;
        }

        return await result.InvokeAsync();
    }

    /// <summary>The commands; the manual page is tested against them.</summary>
    internal static RootCommand Commands() => new RootCommand("PTP laboratory: grandmasters, simulation, measurement.")
    {
        GrandmasterCommand.Create(),
        SimCommand.Create(),
        BarsCommand.Create(),
        ServoCommand.Create(),
        AnalyseCommand.Create(),
        RelayCommand.Create(),
        ClockCommand.Create(),
        StampsCommand.Create(),
    };
}
