using System.CommandLine;
using System.Text.RegularExpressions;
using AcrNetconf.Agent;
using AcrNetconf.Cli.Commands;

namespace AcrNetconf.UnitTests.Cli.Documents;

/// <summary>The manual pages name exactly the options and commands the programs have.</summary>
[TestClass]
public sealed partial class ManualPageTests
{
    [TestMethod]
    [DataRow("acr-netconf.8")]
    [DataRow("acr.1")]
    [DataRow("acr-lab.1")]
    public void A_manual_page_and_the_help_of_its_program_name_the_same_options(string page)
    {
        var written = LongOption().Matches(Page(page)).Select(m => m.Value).Distinct().Order().ToList();
        var real = Tree(ProgramOf(page)).SelectMany(c => c.Options).Select(o => o.Name).Where(n => n is not ("--help" or "--version")).Distinct().Order().ToList();
        Assert.AreEqual(string.Join(' ', real), string.Join(' ', written.Where(n => n is not ("--help" or "--version"))));
    }

    [TestMethod]
    public void The_manual_page_and_the_usage_of_the_relay_name_the_same_options()
        => CollectionAssert.AreEquivalent(
            LongOption().Matches(AcrNetconf.Relay.RelayOptions.Usage).Select(m => m.Value).ToList(),
            LongOption().Matches(Page("acr-netconf-relay.8")).Select(m => m.Value).Distinct().ToList());

    [TestMethod]
    [DataRow("acr.1")]
    [DataRow("acr-lab.1")]
    public void A_manual_page_has_a_section_for_every_command(string page)
    {
        var text = Page(page);
        foreach (var command in Tree(ProgramOf(page)).Where(c => c is not RootCommand && c.Subcommands.Count == 0))
        {
            var name = command.Parents.OfType<Command>().First() is RootCommand ? command.Name : $"{command.Parents.OfType<Command>().First().Name} {command.Name}";
            Assert.MatchesRegex($@"(?m)^\.SS (.*, )?(\\f.)*{Regex.Escape(name)}(\\| |,|$)", text.Replace("\\fB", "").Replace("\\fR", ""));
        }
    }

    [GeneratedRegex("(?<![a-z-])--[a-z][a-z-]*")]
    private static partial Regex LongOption();

    private static RootCommand ProgramOf(string page) => page switch
    {
        "acr-netconf.8" => AgentCommandLine.Create((_, _) => Task.FromResult(0)),
        "acr.1" => RootCommandFactory.Create(),
        _ => AcrNetconf.Lab.Program.Commands(),
    };

    private static IEnumerable<Command> Tree(Command command) => [command, .. command.Subcommands.SelectMany(Tree)];

    private static string Page(string name) => File.ReadAllText(ProjectFile.Path($"packaging/man/{name}")).Replace("\\-", "-");
}
