using System.Xml.Linq;
using AcrNetconf.Cli.Commands.Live;
using Spectre.Console;

namespace AcrNetconf.UnitTests.Cli.Commands;

[TestClass]
public sealed class StatusScreenTests
{
    private const string Running = """
        <state xmlns="urn:acr-netconf:yang:ptp-adaptive">
          <effective-domain>4</effective-domain><current-trace-source>server1</current-trace-source><output-quality-level>prc</output-quality-level>
          <servo><state>locked</state><since>2026-11-22T19:24:31.204Z</since><frequency-offset>-3.531</frequency-offset><phase-offset>-1200</phase-offset><delay-variation>23000</delay-variation></servo>
          <clock><name>virtual</name></clock>
          <server><server-id>1</server-id><ip-address>2001:db8:1234:5678:9abc:def0:1234:5678</ip-address><is-current-trace-source>true</is-current-trace-source>
            <negotiation-state>success</negotiation-state><quality-level>prc</quality-level>
            <contract><message>announce</message><state>granted</state><remaining>261</remaining></contract>
            <contract><message>sync</message><state>renewing</state><remaining>12</remaining></contract>
            <contract><message>delay-resp</message><state>locked-out</state></contract></server>
          <transition><index>1</index><time>2026-11-22T19:24:31Z</time><event>the [servo] is locked</event></transition>
        </state>
        """;

    [TestMethod]
    [DataRow(Running, "LOCKED since 19:24:31", "-3.531 ppb", "-1.2 us", "261 s", "12 s", "locked-out", "the [servo] is locked")]
    [DataRow("<state xmlns=\"urn:acr-netconf:yang:ptp-adaptive\"/>", "NOT RUNNING", "none is configured")]
    public void The_view_fits_80_columns_and_shows_what_counts(string xml, params string[] expected)
    {
        var state = XElement.Parse(xml);
        var history = new StatusHistory(10);
        history.Add(state);
        using var writer = new StringWriter();
        var console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Out = new AnsiConsoleOutput(writer) });
        console.Profile.Width = 80;
        console.Write(StatusScreen.Of(state, history));
        var screen = writer.ToString();
        foreach (var words in expected)
        {
            StringAssert.Contains(screen, words, screen);
        }

        foreach (var line in screen.Split('\n'))
        {
            Assert.IsLessThanOrEqualTo(80, line.TrimEnd().Length, line);
        }
    }

    [TestMethod]
    [DataRow("0 1 2 3 4 5 6 7", 8, "▁▂▃▄▅▆▇█")]
    [DataRow("5 5", 4, "  ▄▄")]
    [DataRow("1 x 2", 3, "▁ █")]
    [DataRow("9 0 1", 2, "▁█")]
    [DataRow("x", 2, "  ")]
    public void A_sparkline_spans_the_smallest_to_the_largest_value(string values, int width, string row)
        => Assert.AreEqual(row, Sparkline.Of(values.Split(' ').Select(v => double.TryParse(v, out var number) ? (double?)number : null), width));
}
