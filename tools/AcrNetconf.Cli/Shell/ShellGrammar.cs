using AcrNetconf.Cli.Shell.Display;
using AcrNetconf.Cli.Shell.Grammar;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Shell;

/// <summary>The languages of the two views.</summary>
internal sealed class ShellGrammar
{
    private const string Feature = "ptp-adaptive";

    private readonly GrammarNode _user;
    private readonly GrammarNode _system;

    /// <param name="schema">The server's modules; null leaves only what needs no model.</param>
    public ShellGrammar(SchemaContext? schema)
    {
        _user = GrammarNode.Root();
        _system = GrammarNode.Root();
        AddCommon(_user);
        AddCommon(_system);
        AddUserView(_user, schema);
        AddSystemView(_system, schema);
    }

    public GrammarNode Of(ShellView view) => view == ShellView.User ? _user : _system;

    private static void AddCommon(GrammarNode root)
    {
        root.Keyword("quit", "Leave the view").Does((session, _, _) => Sync(() => session.Leave(toUserView: false)));
        root.Keyword("return", "Go to the user view").Does((session, _, _) => Sync(() => session.Leave(toUserView: true)));
        var length = root.Keyword("screen-length", "Lines of a page, 0 for no paging")
            .Add(new GrammarNode("INTEGER<0-512>", "Lines of a page, 0 for no paging", WordKind.Value) { Check = text => Lines(text) is null ? $"'{text}' is not a number from 0 to 512" : null });
        length.Does(SetPageLines);
        length.Keyword("temporary", "For this shell").Does(SetPageLines);
        DisplayCommands.AddTo(root.Keyword("display", "Show configuration and state"));
    }

    private static Task SetPageLines(ShellSession session, IReadOnlyList<string> values, CancellationToken cancellationToken)
        => Sync(() => session.PageLines = Lines(values[0]));

    private static int? Lines(string text) => int.TryParse(text, out var lines) && lines is >= 0 and <= 512 ? lines : null;

    private static void AddUserView(GrammarNode root, SchemaContext? schema)
    {
        root.Keyword("system-view", "Enter the system view, to configure").Does((session, _, cancellationToken) => session.EnterSystemViewAsync(cancellationToken));
        root.Keyword("save", "Not needed").Refuse("nothing needs saving: what is committed survives a restart");
        if (schema is null)
        {
            return;
        }

        ModelGrammar.AddOperations(root.Keyword("run", "Call an operation of the model"), schema);
        if (schema.Root.Children.OfType<OperationSchema>().FirstOrDefault(o => o.Name == "reset-statistics" && o.Module.Name == Feature) is { } reset)
        {
            var words = root.Keywords($"reset {Feature} statistics", ValueWords.FirstSentence(reset.Description))
                .Does((session, _, cancellationToken) => session.RunOperationAsync(reset, [], cancellationToken));
            foreach (var server in reset.Input.DataChildren.OfType<LeafSchema>())
            {
                foreach (var word in ValueWords.Of(server))
                {
                    words.Keyword("server", "Of one clock server").Add(word)
                        .Does((session, values, cancellationToken) => session.RunOperationAsync(reset, [(server, values[0])], cancellationToken));
                }
            }
        }
    }

    private static void AddSystemView(GrammarNode root, SchemaContext? schema)
    {
        root.Keyword("system-view", "Already here").Does((_, _, _) => Task.CompletedTask);
        root.Keyword("commit", "Make the changes effective").Does((session, _, cancellationToken) => session.CommitAsync(null, cancellationToken));
        root.Keywords("commit trial", "Take the changes back unless a second commit follows in time")
            .Does((session, _, cancellationToken) => session.CommitAsync("600", cancellationToken))
            .Add(new GrammarNode("INTEGER<1-65535>", "Seconds, 600 by default", WordKind.Value) { Check = text => ushort.TryParse(text, out var s) && s > 0 ? null : $"'{text}' is not a number of seconds from 1 to 65535" })
            .Does((session, values, cancellationToken) => session.CommitAsync(values[0], cancellationToken));
        root.Keywords("abort trial", "End a trial at once, without its changes").Does((session, _, cancellationToken) => session.AbortTrialAsync(cancellationToken));
        root.Keywords("clear configuration candidate", "Drop the changes").Does((session, _, cancellationToken) => session.DiscardAsync(cancellationToken));
        var undo = root.Keyword("undo", "Remove configuration");
        root.Keywords("configuration exclusive", "Keep other sessions from changing candidate").Does((session, _, cancellationToken) => session.LockAsync("lock", cancellationToken));
        undo.Keywords("configuration exclusive", "Let other sessions change candidate again").Does((session, _, cancellationToken) => session.LockAsync("unlock", cancellationToken));
        if (schema is null)
        {
            CommandForms.AddRefused(root);
            return;
        }

        ModelGrammar.AddSetting(root, schema);
        ModelGrammar.AddRemoving(undo, schema);
        if (schema.Root.DataChildren.FirstOrDefault(c => c.Name == Feature) is SchemaBranch feature)
        {
            CommandForms.AddTo(root, undo, feature);
        }
        else
        {
            CommandForms.AddRefused(root);
        }
    }

    private static Task Sync(Action action)
    {
        action();
        return Task.CompletedTask;
    }
}
