using System.Text;
using AcrNetconf.Cli.Shell.Terminal;

namespace AcrNetconf.UnitTests.Cli.Shell;

/// <summary>Types a text in which special keys stand as <c>&lt;Left&gt;</c> or <c>&lt;^U&gt;</c>, and keeps what is shown.</summary>
internal sealed class ScriptedTerminal(string keys) : ITerminal
{
    private readonly StringBuilder _screen = new();
    private int _at;

    public int Width => 80;

    public int Height => 24;

    public string Screen => _screen.ToString();

    public ConsoleKeyInfo? ReadKey()
    {
        if (_at == keys.Length)
        {
            return null;
        }

        if (keys[_at] == '<')
        {
            var end = keys.IndexOf('>', _at);
            var name = keys[(_at + 1)..end];
            _at = end + 1;
            return name[0] == '^'
                ? new ConsoleKeyInfo((char)(name[1] - '@'), Enum.Parse<ConsoleKey>(name[1..]), shift: false, alt: false, control: true)
                : new ConsoleKeyInfo('\0', Key(name), shift: false, alt: false, control: false);
        }

        var character = keys[_at++];
        return new ConsoleKeyInfo(character, character == '\r' ? ConsoleKey.Enter : ConsoleKey.None, shift: false, alt: false, control: false);
    }

    public void Write(string text) => _screen.Append(text);

    private static ConsoleKey Key(string name) => name switch
    {
        "Left" => ConsoleKey.LeftArrow,
        "Right" => ConsoleKey.RightArrow,
        "Up" => ConsoleKey.UpArrow,
        "Down" => ConsoleKey.DownArrow,
        _ => Enum.Parse<ConsoleKey>(name),
    };
}
