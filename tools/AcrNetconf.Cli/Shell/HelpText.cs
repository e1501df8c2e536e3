namespace AcrNetconf.Cli.Shell;

/// <summary>Lays out one entry of help in 78 columns.</summary>
internal static class HelpText
{
    private const int Column = 29;
    private const int Width = 78;

    public static IEnumerable<string> Of(string token, string help)
    {
        var line = $"  {token.PadRight(Column - 3)} ";
        foreach (var word in help.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.Length > Column && line.Length + word.Length > Width)
            {
                yield return line.TrimEnd();
                line = new string(' ', Column);
            }

            line += word + " ";
        }

        yield return line.TrimEnd();
    }
}
