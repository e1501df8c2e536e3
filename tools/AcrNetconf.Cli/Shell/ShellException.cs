namespace AcrNetconf.Cli.Shell;

/// <summary>A command was refused; the message is one sentence for the operator.</summary>
internal sealed class ShellException(string message, int? column = null) : Exception(message)
{
    /// <summary>Where in the line, from 0; null when the line as a whole is refused.</summary>
    public int? Column { get; } = column;
}
