using AcrNetconf.Cli.Shell.Grammar;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Shell;

/// <summary>The feature's own commands: those of the procedure, and those that have no meaning here, refused with the reason.</summary>
/// <remarks>Commands whose words are the model's names (domain, local-ip, request announce-interval...) come from the model itself.</remarks>
internal static class CommandForms
{
    private const string NoPhase = "this client recovers frequency; ";

    public static IReadOnlyList<CommandForm> All { get; } =
    [
        new("enable", [("enable", "true")], [], []),
        new("frequency profile", [("frequency-profile", "true")], ["frequency"], []),
        new("remote-server1-ip $", [("remote-server=1/ip-address", "$")], ["remote-server1-ip"], ["remote-server=1"], "Address of the master clock server"),
        new("remote-server2-ip $", [("remote-server=2/ip-address", "$")], ["remote-server2-ip"], ["remote-server=2"], "Address of the slave clock server"),
        new("announce-duration $", [("duration/announce", "$")], ["announce-duration"], []),
        new("sync-duration $", [("duration/sync", "$")], ["sync-duration"], []),
        new("delay-resp-duration $", [("duration/delay-resp", "$")], ["delay-resp-duration"], []),
        new("announce receipt-timeout $", [("announce-receipt-timeout", "$")], ["announce receipt-timeout"], []),
        Negotiate("acr unicast-negotiate enable", "one-way", "Negotiate; frequency from Sync alone"),
        Negotiate("acr one-way unicast-negotiate enable", "one-way", "Negotiate; frequency from Sync alone"),
        Negotiate("acr two-way unicast-negotiate enable", "two-way", "Negotiate; frequency from Sync and Delay_Resp"),
        Negotiate("atr unicast-negotiate enable", "atr", "Negotiate; time as well as frequency"),
    ];

    /// <summary>Commands of the feature that this agent cannot have, below the root of the system view.</summary>
    public static IReadOnlyList<(string Words, string Sentence)> Refused { get; } =
    [
        ("ptp-adaptive device-type server", "the clock server's side is not part of this agent; it is a client"),
        ("ptp-adaptive device-type server-and-client", "the clock server's side is not part of this agent; it is a client"),
        ("ptp-adaptive time profile", NoPhase + "the time profile (G.8275.2) is not part of it"),
        ("ptp-adaptive atr enable", "adaptive time recovery is not enabled per interface; use ptp-adaptive atr unicast-negotiate enable"),
        ("ptp-adaptive vport", "virtual ports belong to a boundary clock that is server and client; this agent is a client"),
        ("ptp-adaptive master-only-vport", "virtual ports belong to a boundary clock that is server and client; this agent is a client"),
        ("ptp-adaptive hop-by-hop", NoPhase + "the hop-by-hop mode belongs to time recovery"),
        ("ptp-adaptive forward-mode", "packets are always handled by the process itself; there are no boards to forward between"),
        ("ptp-adaptive clockclass-ssm-mapping", "the mapping of clockClass to quality level is always that of G.8265.1; see ptp-adaptive selection network-option"),
        ("ptp-adaptive keep-alive", "there is no keep-alive of servers; grants and receipt timeouts tell whether a server is alive"),
        ("ptp clock-source", NoPhase + "it is no time source of a PTP boundary clock"),
        ("ptp enable", "hop-by-hop 1588v2 is not part of this agent"),
        ("clock source", "the recovered frequency always steers the clock named by the agent's option --clock; there are no other sources to rank it among"),
        ("clock ssm-control", "there are no other clock sources whose SSM could be compared"),
        ("interface", "no command of this feature belongs to an interface here; local-ip and vpn-instance say where packets travel"),
    ];

    /// <summary>Adds setting and undo commands and the refusals.</summary>
    public static void AddTo(GrammarNode root, GrammarNode undo, SchemaBranch feature)
    {
        foreach (var form in All.Where(f => f.Sets.All(s => ModelPath.Find(feature, s.Path) is not null)))
        {
            AddForm(root.Keyword(feature.Name), form, feature, Set(form, feature));
            AddForm(undo.Keyword(feature.Name), form, feature, Remove(form, feature));
            foreach (var words in form.Undo)
            {
                undo.Keyword(feature.Name).Keywords(words, HelpOf(form, feature)).Does(Remove(form, feature));
            }
        }

        AddClockCommands(root, undo, feature);
        AddRefused(root);
    }

    /// <summary>Adds the refusals alone, for a server without the feature.</summary>
    public static void AddRefused(GrammarNode root)
    {
        foreach (var (words, sentence) in Refused)
        {
            root.Keywords(words, "Not available here").Refuse(sentence);
        }
    }

    private static CommandForm Negotiate(string words, string mode, string help) => new(
        words,
        [("unicast-negotiate/enable", "true"), ("unicast-negotiate/mode", mode)],
        [words.Split(' ')[0]],
        [],
        help);

    private static string HelpOf(CommandForm form, SchemaBranch feature)
        => form.Help.Length > 0 ? form.Help : ValueWords.FirstSentence(ModelPath.Find(feature, form.Sets[0].Path)?.Node.Description);

    private static void AddForm(GrammarNode parent, CommandForm form, SchemaBranch feature, ShellAction action)
    {
        var words = form.Words.Replace(" $", "");
        var node = parent.Keywords(words, HelpOf(form, feature));
        if (form.ValuePath is null)
        {
            node.Does(action);
            return;
        }

        foreach (var word in ValueWords.Of(ModelPath.Find(feature, form.ValuePath)!.Node)) // the caller checked the paths
        {
            node.Add(word).Does(action);
        }
    }

    private static ShellAction Set(CommandForm form, SchemaBranch feature) => (session, values, cancellationToken)
        => session.EditAsync(form.Sets.Select(s => ModelPath.Find(feature, s.Path)!.Set(s.Value == "$" ? values[0] : s.Value)), cancellationToken); // paths checked

    private static ShellAction Remove(CommandForm form, SchemaBranch feature)
    {
        var paths = form.Removes.Length > 0 ? form.Removes : [.. form.Sets.Select(s => s.Path)];
        return (session, _, cancellationToken) => session.EditAsync(paths.Select(p => ModelPath.Find(feature, p)!.Remove()), cancellationToken); // paths checked
    }

    /// <summary>clock wtr counts minutes; the model counts seconds.</summary>
    private static void AddClockCommands(GrammarNode root, GrammarNode undo, SchemaBranch feature)
    {
        if (ModelPath.Find(feature, "selection/wait-to-restore") is not { } wait)
        {
            return;
        }

        const string Help = "Wait-to-restore time of a clock server in minutes";
        root.Keywords("clock wtr", Help)
            .Add(new GrammarNode("INTEGER<0-12>", Help, WordKind.Value) { Check = text => Minutes(text) is null ? $"'{text}' is not a number of minutes from 0 to 12" : null })
            .Does((session, values, cancellationToken) => session.EditAsync([wait.Set($"{Minutes(values[0]) * 60}")], cancellationToken));
        undo.Keywords("clock wtr", Help).Does((session, _, cancellationToken) => session.EditAsync([wait.Remove()], cancellationToken));
    }

    private static int? Minutes(string text) => int.TryParse(text, out var minutes) && minutes is >= 0 and <= 12 ? minutes : null;
}
