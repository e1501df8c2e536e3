using AcrNetconf.Cli.Client;
using AcrNetconf.Cli.Shell.Grammar;
using AcrNetconf.Cli.Shell.Terminal;

namespace AcrNetconf.Cli.Shell;

/// <summary>Reads commands and runs them: from a terminal with help and completion, or from a script.</summary>
internal sealed class ShellLoop(ShellSession session)
{
    private readonly ShellGrammar _grammar = new(session.Schema);

    /// <summary>Until quit or the end of input.</summary>
    public async Task RunTerminalAsync(ITerminal terminal, CancellationToken cancellationToken)
    {
        var editor = new LineEditor(terminal, session.History, Complete, Help);
        while (session.IsOpen && !cancellationToken.IsCancellationRequested && editor.Read(session.Prompt) is { } line)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (session.History.LastOrDefault() != line)
            {
                session.History.Add(line);
            }

            var failure = await RunAsync(line, cancellationToken);
            Pager.Show(terminal, OutputText(), session.PageLines ?? terminal.Height - 1);
            if (failure is not null)
            {
                terminal.Write($"{Caret(failure, session.Prompt.Length + line.Length)}Error: {failure.Message}\n");
            }
        }

        await DropAsync(Console.Error, cancellationToken);
    }

    /// <summary>Stops at the first command that fails.</summary>
    /// <returns>0, or 1 after a failure, which is told with its line number.</returns>
    public async Task<int> RunScriptAsync(TextReader script, TextWriter output, TextWriter errors, CancellationToken cancellationToken)
    {
        for (var number = 1; session.IsOpen && await script.ReadLineAsync(cancellationToken) is { } line; number++)
        {
            line = line.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[^1] == '?')
            {
                await output.WriteAsync(Help(line[..^1]));
                continue;
            }

            session.History.Add(line);
            var failure = await RunAsync(line, cancellationToken);
            await output.WriteAsync(OutputText());
            if (failure is not null)
            {
                await errors.WriteLineAsync($"line {number}: {line}\nline {number}: {failure.Message}");
                await DropAsync(errors, cancellationToken);
                return 1;
            }
        }

        return await DropAsync(errors, cancellationToken) ? 1 : 0;
    }

    /// <summary>What may come next, one a line.</summary>
    internal string Help(string before)
    {
        var root = _grammar.Of(session.View);
        var next = CommandParser.Next(root, before);
        var lines = next.SelectMany(n => HelpText.Of(n.Token, n.Help)).ToList();
        if ((before.Length == 0 || before[^1] == ' ') && CommandParser.IsComplete(root, before))
        {
            lines.Add("  <cr>");
        }

        return lines.Count == 0 ? "  nothing is known to come here\n" : string.Join('\n', lines) + "\n";
    }

    /// <summary>Whole words for the last word of the text.</summary>
    internal IReadOnlyList<string> Complete(string before)
        => [.. CommandParser.Next(_grammar.Of(session.View), before).Where(n => n.Kind is WordKind.Keyword or WordKind.Choice).Select(n => n.Token)];

    /// <summary>Runs one line; what it says is in the session's output.</summary>
    internal async Task<ShellException?> RunAsync(string line, CancellationToken cancellationToken)
    {
        try
        {
            var (text, filter) = OutputFilter.Split(line);
            var command = CommandParser.Parse(_grammar.Of(session.View), text);
            await command.Action(session, command.Values, cancellationToken);
            filter?.Apply(session.Out.GetStringBuilder());
            return null;
        }
        catch (ShellException refusal)
        {
            return refusal;
        }
        catch (NetconfException refusal)
        {
            return new ShellException(refusal.Message);
        }
    }

    private string OutputText()
    {
        var buffer = session.Out.GetStringBuilder();
        var text = buffer.ToString();
        buffer.Clear();
        return text;
    }

    /// <summary>Candidate is shared: what this shell did not commit does not stay behind for the next who commits.</summary>
    private async Task<bool> DropAsync(TextWriter errors, CancellationToken cancellationToken)
    {
        if (!session.HasOwnChanges)
        {
            return false;
        }

        await session.DiscardAsync(cancellationToken);
        await errors.WriteLineAsync("changes that were not committed are discarded");
        return true;
    }

    private string Caret(ShellException failure, int width)
        => failure.Column is { } column ? new string(' ', Math.Min(session.Prompt.Length + column, width)) + "^\n" : "";
}
