using AcrNetconf.Cli.Shell.Terminal;

namespace AcrNetconf.UnitTests.Cli.Shell;

[TestClass]
public sealed class LineEditorTests
{
    [TestMethod]
    [DataRow("commit\r", "commit")]
    [DataRow("comit<Left><Left>m\r", "commit")]
    [DataRow("commmit<Backspace><Backspace><Backspace>it\r", "commit")]
    [DataRow("ommit<Home>c\r", "commit")]
    [DataRow("xcommit<Home><Delete>\r", "commit")]
    [DataRow("nonsense<^U>commit\r", "commit")]
    [DataRow("commit nonsense<^W>\r", "commit ")]
    [DataRow("a b<^A><^K>commit\r", "commit")]
    [DataRow("<Up>\r", "second")]
    [DataRow("<Up><Up>\r", "first")]
    [DataRow("dra<Up><Down>ft\r", "draft")]
    [DataRow("al<Tab>\r", "alpha ")]
    [DataRow("be<Tab>\r", "beta-")]
    [DataRow("beta-t<Tab>x\r", "beta-two x")]
    [DataRow("<^Z>", "return")]
    [DataRow("<^D>", null)]
    [DataRow("a\"?\"\r", "a\"?\"")]
    public void Keys_make_a_line(string keys, string? line)
        => Assert.AreEqual(line, Editor(new ScriptedTerminal(keys)).Read("> "));

    [TestMethod]
    public void A_question_mark_shows_help_at_once_and_is_not_part_of_the_line()
    {
        var terminal = new ScriptedTerminal("al?\r");
        Assert.AreEqual("al", Editor(terminal).Read("> "));
        StringAssert.Contains(terminal.Screen, "?\nhelp for 'al'\n\r> al");
    }

    [TestMethod]
    public void A_page_stops_for_the_next_page_the_next_line_or_the_end()
    {
        var terminal = new ScriptedTerminal("\r q");
        Pager.Show(terminal, string.Join('\n', Enumerable.Range(1, 20)), 5);
        var shown = terminal.Screen.Split('\n').Select(l => l.Split('\r')[^1]).Where(l => int.TryParse(l, out _)).ToArray();
        Assert.AreEqual("11", shown[^1], terminal.Screen);
        Assert.HasCount(11, shown);
    }

    [TestMethod]
    public void A_length_of_zero_shows_everything()
    {
        var terminal = new ScriptedTerminal("");
        Pager.Show(terminal, "1\n2\n3\n", 0);
        Assert.AreEqual("1\n2\n3\n", terminal.Screen);
    }

    private static LineEditor Editor(ITerminal terminal)
    {
        string[] words = ["alpha", "beta-one", "beta-two"];
        return new LineEditor(
            terminal,
            ["first", "second"],
            before => [.. words.Where(w => w.StartsWith(before.Split(' ')[^1], StringComparison.Ordinal))],
            before => $"help for '{before}'\n");
    }
}
