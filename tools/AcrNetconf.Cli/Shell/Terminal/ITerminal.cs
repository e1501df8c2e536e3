namespace AcrNetconf.Cli.Shell.Terminal;

/// <summary>Keys in, text out: the console, or a test's.</summary>
internal interface ITerminal
{
    /// <summary>Columns of the screen.</summary>
    int Width { get; }

    /// <summary>Rows of the screen.</summary>
    int Height { get; }

    /// <summary>The next key; null at the end of input.</summary>
    ConsoleKeyInfo? ReadKey();

    void Write(string text);
}
