namespace AcrNetconf.Cli.Shell.Terminal;

/// <summary>The process's console.</summary>
internal sealed class ConsoleTerminal : ITerminal
{
    // Without a size (a pipe made into a terminal by a script) the traditional one holds.
    public int Width => Console.WindowWidth > 0 ? Console.WindowWidth : 80;

    public int Height => Console.WindowHeight > 0 ? Console.WindowHeight : 24;

    public ConsoleKeyInfo? ReadKey()
    {
        try
        {
            return Console.ReadKey(intercept: true);
        }
        catch (InvalidOperationException)
        {
            // The console's way to say that input ended.
            return null;
        }
    }

    public void Write(string text) => Console.Write(text);
}
