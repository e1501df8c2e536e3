using System.Text;

namespace AcrNetconf.Cli.Shell.Terminal;

/// <summary>Reads a line from keys: movement, deletion, history, Tab completion, help at once on a question mark.</summary>
/// <param name="terminal">Keys and screen.</param>
/// <param name="history">Earlier lines, oldest first; the caller adds to it.</param>
/// <param name="complete">Completions of the last word of the text before the cursor: whole words.</param>
/// <param name="help">What may come after the text before the cursor, lines ready to show.</param>
internal sealed class LineEditor(
    ITerminal terminal,
    IReadOnlyList<string> history,
    Func<string, IReadOnlyList<string>> complete,
    Func<string, string> help)
{
    private readonly StringBuilder _text = new();
    private string _prompt = "";
    private string _draft = "";
    private int _cursor;
    private int _recalled;

    /// <summary>Shows the prompt and reads up to Enter.</summary>
    /// <returns>The line; null when input ended.</returns>
    public string? Read(string prompt)
    {
        _prompt = prompt;
        _text.Clear();
        _cursor = 0;
        _recalled = history.Count;
        terminal.Write(prompt);
        while (terminal.ReadKey() is { } key)
        {
            if (key.Key == ConsoleKey.Enter || key.KeyChar is '\r' or '\n')
            {
                terminal.Write("\n");
                return _text.ToString();
            }

            if (IsControl(key, ConsoleKey.D) && _text.Length == 0)
            {
                break;
            }

            if (IsControl(key, ConsoleKey.Z))
            {
                terminal.Write("^Z\n");
                return "return";
            }

            Handle(key);
        }

        terminal.Write("\n");
        return null;
    }

    private void Handle(ConsoleKeyInfo key)
    {
        if ((key.Modifiers & ConsoleModifiers.Control) != 0 && key.Key is >= ConsoleKey.A and <= ConsoleKey.Z)
        {
            HandleControl(key.Key);
            return;
        }

        switch (key.Key)
        {
            case ConsoleKey.Tab:
                Complete();
                break;
            case ConsoleKey.Backspace when _cursor > 0:
                Delete(_cursor - 1, 1);
                break;
            case ConsoleKey.Delete when _cursor < _text.Length:
                Delete(_cursor, 1);
                break;
            case ConsoleKey.LeftArrow:
                Move(_cursor - 1);
                break;
            case ConsoleKey.RightArrow:
                Move(_cursor + 1);
                break;
            case ConsoleKey.Home:
                Move(0);
                break;
            case ConsoleKey.End:
                Move(_text.Length);
                break;
            case ConsoleKey.UpArrow:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.DownArrow:
                Recall(_recalled + 1);
                break;
            default:
                Type(key.KeyChar);
                break;
        }
    }

    private void HandleControl(ConsoleKey key)
    {
        switch (key)
        {
            case ConsoleKey.A:
                Move(0);
                break;
            case ConsoleKey.E:
                Move(_text.Length);
                break;
            case ConsoleKey.B:
                Move(_cursor - 1);
                break;
            case ConsoleKey.F:
                Move(_cursor + 1);
                break;
            case ConsoleKey.D when _cursor < _text.Length:
                Delete(_cursor, 1);
                break;
            case ConsoleKey.H when _cursor > 0:
                Delete(_cursor - 1, 1);
                break;
            case ConsoleKey.U:
                Delete(0, _cursor);
                break;
            case ConsoleKey.K:
                Delete(_cursor, _text.Length - _cursor);
                break;
            case ConsoleKey.W:
                var end = _cursor;
                _cursor = Before().TrimEnd(' ').Length;
                var start = WordStart();
                Delete(start, end - start);
                break;
            case ConsoleKey.P:
                Recall(_recalled - 1);
                break;
            case ConsoleKey.N:
                Recall(_recalled + 1);
                break;
            case ConsoleKey.C:
                terminal.Write("^C\n");
                _text.Clear();
                _cursor = 0;
                Redraw();
                break;
            case ConsoleKey.L:
                terminal.Write("\u001b[H\u001b[2J");
                Redraw();
                break;
        }
    }

    private void Type(char character)
    {
        if (char.IsControl(character) || character == '\0')
        {
            return;
        }

        if (character == '?' && !InQuotes())
        {
            terminal.Write($"?\n{help(Before())}");
            Redraw();
            return;
        }

        _text.Insert(_cursor++, character);
        if (_cursor == _text.Length && _prompt.Length + _text.Length < terminal.Width)
        {
            terminal.Write(character.ToString());
        }
        else
        {
            Redraw();
        }
    }

    /// <summary>One candidate replaces the word, several extend it to what they share, or are listed.</summary>
    private void Complete()
    {
        var candidates = complete(Before());
        var start = WordStart();
        var typed = _text.ToString(start, _cursor - start);
        if (candidates.Count == 0)
        {
            return;
        }

        var common = candidates.Aggregate((a, b) => a[..a.Zip(b).TakeWhile(p => p.First == p.Second).Count()]);
        if (candidates.Count > 1 && common.Length <= typed.Length)
        {
            terminal.Write("\n" + string.Join("  ", candidates) + "\n");
            Redraw();
            return;
        }

        _text.Remove(start, _cursor - start).Insert(start, candidates.Count == 1 ? common + " " : common);
        _cursor = start + common.Length + (candidates.Count == 1 ? 1 : 0);
        Redraw();
    }

    private void Recall(int entry)
    {
        if (entry < 0 || entry > history.Count)
        {
            return;
        }

        if (_recalled == history.Count)
        {
            _draft = _text.ToString();
        }

        _recalled = entry;
        _text.Clear().Append(entry == history.Count ? _draft : history[entry]);
        _cursor = _text.Length;
        Redraw();
    }

    private void Delete(int from, int count)
    {
        _text.Remove(from, count);
        _cursor = from;
        Redraw();
    }

    private void Move(int to)
    {
        _cursor = Math.Clamp(to, 0, _text.Length);
        Redraw();
    }

    /// <summary>One row: a line longer than it shows the part around the cursor.</summary>
    private void Redraw()
    {
        var room = Math.Max(10, terminal.Width - _prompt.Length - 1);
        var start = Math.Max(0, _cursor - room);
        var shown = _text.ToString(start, Math.Min(room, _text.Length - start));
        var back = shown.Length - (_cursor - start);
        terminal.Write($"\r{_prompt}{shown}\u001b[K{(back > 0 ? $"\u001b[{back}D" : "")}");
    }

    private string Before() => _text.ToString(0, _cursor);

    private int WordStart()
    {
        var at = _cursor;
        while (at > 0 && _text[at - 1] != ' ')
        {
            at--;
        }

        return at;
    }

    private bool InQuotes() => Before().Count(c => c == '"') % 2 == 1;

    private static bool IsControl(ConsoleKeyInfo key, ConsoleKey letter) => key.Key == letter && (key.Modifiers & ConsoleModifiers.Control) != 0;
}
