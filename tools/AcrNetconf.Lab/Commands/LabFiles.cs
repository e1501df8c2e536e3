using AcrNetconf.Lab.Replay;

namespace AcrNetconf.Lab.Commands;

/// <summary>Files named on the command line: what is wrong with them is one sentence.</summary>
internal static class LabFiles
{
    /// <summary>Opens a file for as long as <paramref name="use"/> takes.</summary>
    public static T Read<T>(string path, Func<TextReader, T> use)
    {
        using StreamReader reader = new(path);
        return use(reader);
    }

    /// <summary>Runs a command; a file that cannot be read, understood or written ends it with a negative answer.</summary>
    public static int Guard(Func<int> command)
    {
        try
        {
            return command();
        }
        catch (Exception problem) when (problem is TraceException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"acr-lab: {problem.Message}");
            return ExitCodes.Negative;
        }
    }
}
