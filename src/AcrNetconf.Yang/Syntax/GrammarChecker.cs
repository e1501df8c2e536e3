namespace AcrNetconf.Yang.Syntax;

/// <summary>Compares a statement tree with <see cref="StatementGrammar"/> and reports every difference.</summary>
internal ref struct GrammarChecker
{
    private readonly List<Diagnostic> _diagnostics;
    private readonly bool _isVersion11;
    private readonly int[] _counts = new int[YangKeywords.Count];

    private GrammarChecker(List<Diagnostic> diagnostics, bool isVersion11)
    {
        _diagnostics = diagnostics;
        _isVersion11 = isVersion11;
    }

    public static void Check(Statement root, List<Diagnostic> diagnostics)
    {
        if (root.Kind is not (YangKeyword.Module or YangKeyword.Submodule))
        {
            diagnostics.Add(new("grammar", DiagnosticSeverity.Error, root.Span, $"\"{root.Keyword}\" found where a module or submodule should start", "RFC 7950 §14"));
            return;
        }

        var isVersion11 = root.ArgumentOf(YangKeyword.YangVersion) == "1.1";
        var checker = new GrammarChecker(diagnostics, isVersion11);
        checker.CheckStatement(root);
        checker.CheckOrder(root);
    }

    /// <summary>Checks YANG statements inside an extension statement that is known to hold such.</summary>
    public static void CheckInside(Statement extension, bool isVersion11, List<Diagnostic> diagnostics)
    {
        var checker = new GrammarChecker(diagnostics, isVersion11);
        if (StatementGrammar.ForExtension(extension.Keyword) is { } grammar)
        {
            checker.CheckSubstatements(extension, grammar);
        }

        foreach (var child in extension.Children)
        {
            checker.CheckStatement(child);
        }
    }

    private void CheckStatement(Statement statement)
    {
        if (statement.Kind == YangKeyword.Extended)
        {
            CheckWords(statement);
            return;
        }

        if (StatementGrammar.For(statement.Kind) is not { } grammar)
        {
            Report("unknown-statement", statement, $"\"{statement.Keyword}\" is not a statement of YANG", "RFC 7950 §14");
            return;
        }

        if (statement.Argument is null != (grammar.Argument == ArgumentKind.None))
        {
            Report(
                "argument",
                statement,
                statement.Argument is null ? $"\"{statement.Keyword}\" needs an argument" : $"\"{statement.Keyword}\" takes no argument, \"{statement.Argument}\" found",
                "RFC 7950 §14");
        }
        else if (statement.Argument is { } argument && ArgumentSyntax.Check(grammar.Argument, argument, _isVersion11) is { } problem)
        {
            Report("argument", statement, $"argument \"{argument}\" of {statement.Keyword} {problem}", "RFC 7950 §14");
        }

        if (statement.Children.Length > 0 || grammar.NeedsData)
        {
            CheckSubstatements(statement, grammar);
        }
        else
        {
            CheckMissing(statement, grammar.Required);
        }

        foreach (var child in statement.Children)
        {
            CheckStatement(child);
        }
    }

    /// <summary>RFC 7950 §14, unknown-statement: what may stand inside is the extension's business, as long as it is statements of YANG or of extensions.</summary>
    private readonly void CheckWords(Statement statement)
    {
        foreach (var child in statement.Children)
        {
            if (child.Kind != YangKeyword.Extended && StatementGrammar.For(child.Kind) is var grammar)
            {
                if (grammar is null)
                {
                    Report("unknown-statement", child, $"\"{child.Keyword}\" is not a statement of YANG", "RFC 7950 §14");
                }
                else if (child.Argument is null && grammar.Argument != ArgumentKind.None)
                {
                    Report("argument", child, $"\"{child.Keyword}\" needs an argument", "RFC 7950 §14");
                }
            }

            CheckWords(child);
        }
    }

    private void CheckSubstatements(Statement statement, StatementGrammar grammar)
    {
        var cardinalities = statement.Kind == YangKeyword.Deviate ? DeviateSubstatements(statement, grammar) : grammar.Substatements(_isVersion11);
        var hasData = false;
        foreach (var child in statement.Children)
        {
            if (child.Kind is YangKeyword.Extended or YangKeyword.Unknown)
            {
                continue;
            }

            hasData |= IsDefinition(child.Kind);
            var cardinality = cardinalities[(int)child.Kind];
            var count = ++_counts[(int)child.Kind];
            if (cardinality == Cardinality.Never)
            {
                Report(
                    "misplaced-statement",
                    child,
                    grammar.Substatements(isVersion11: true)[(int)child.Kind] != Cardinality.Never && !_isVersion11
                        ? $"\"{child.Keyword}\" in {statement.Keyword} needs yang-version 1.1"
                        : $"\"{child.Keyword}\" cannot stand in {statement.Keyword}{(statement.Kind == YangKeyword.Deviate ? " " + statement.Argument : "")}",
                    "RFC 7950 §14");
            }
            else if (count == 2 && cardinality is Cardinality.Optional or Cardinality.Once)
            {
                Report("repeated-statement", child, $"a second \"{child.Keyword}\" found in {statement.Keyword}; one is allowed", "RFC 7950 §14");
            }
        }

        CheckMissing(statement, grammar.Required);
        Forget(statement);
        if (grammar.NeedsData && !hasData)
        {
            // The ABNF wants one; for lists and augments tools and published modules do not, and nothing becomes ambiguous without.
            var severity = statement.Kind is YangKeyword.Input or YangKeyword.Output ? DiagnosticSeverity.Error : DiagnosticSeverity.Warning;
            _diagnostics.Add(new("missing-statement", severity, statement.Span, $"{statement.Keyword} holds no data definition", "RFC 7950 §14"));
        }
    }

    private void CheckMissing(Statement statement, ReadOnlySpan<YangKeyword> required)
    {
        foreach (var kind in required)
        {
            if (_counts[(int)kind] == 0)
            {
                Report("missing-statement", statement, $"{statement.Keyword} \"{statement.Argument}\" has no \"{YangKeywords.Name(kind)}\"", "RFC 7950 §14");
            }
        }
    }

    /// <summary>The counts are all zero between statements; a statement has fewer children than there are keywords.</summary>
    private void Forget(Statement statement)
    {
        foreach (var child in statement.Children)
        {
            _counts[(int)child.Kind] = 0;
        }
    }

    private static bool IsDefinition(YangKeyword kind) => kind is YangKeyword.Container or YangKeyword.Leaf or YangKeyword.LeafList or YangKeyword.List
        or YangKeyword.Choice or YangKeyword.Anydata or YangKeyword.Anyxml or YangKeyword.Uses or YangKeyword.Case or YangKeyword.Action or YangKeyword.Notification;

    /// <summary>RFC 7950 §14: each kind of deviate has its own substatements.</summary>
    private readonly Cardinality[] DeviateSubstatements(Statement statement, StatementGrammar grammar)
    {
        var all = grammar.Substatements(_isVersion11);
        var result = new Cardinality[all.Length];
        YangKeyword[] allowed = statement.Argument switch
        {
            "add" => [YangKeyword.Units, YangKeyword.Must, YangKeyword.Unique, YangKeyword.Default, YangKeyword.Config, YangKeyword.Mandatory, YangKeyword.MinElements, YangKeyword.MaxElements],
            "delete" => [YangKeyword.Units, YangKeyword.Must, YangKeyword.Unique, YangKeyword.Default],
            "replace" => [YangKeyword.Type, YangKeyword.Units, YangKeyword.Default, YangKeyword.Config, YangKeyword.Mandatory, YangKeyword.MinElements, YangKeyword.MaxElements],
            _ => [],
        };
        foreach (var kind in allowed)
        {
            result[(int)kind] = kind == YangKeyword.Default && (!_isVersion11 || statement.Argument == "replace") ? Cardinality.Optional : all[(int)kind];
        }

        return result;
    }

    /// <summary>RFC 7950 §14: header, linkage, meta, revisions, body, in this order.</summary>
    private readonly void CheckOrder(Statement root)
    {
        var reached = 0;
        var last = root;
        foreach (var child in root.Children)
        {
            var section = child.Kind switch
            {
                YangKeyword.Extended or YangKeyword.Unknown => reached,
                YangKeyword.YangVersion or YangKeyword.Namespace or YangKeyword.Prefix or YangKeyword.BelongsTo => 0,
                YangKeyword.Import or YangKeyword.Include => 1,
                YangKeyword.Organization or YangKeyword.Contact or YangKeyword.Description or YangKeyword.Reference => 2,
                YangKeyword.Revision => 3,
                _ => 4,
            };
            if (section < reached)
            {
                Report("order", child, $"\"{child.Keyword}\" found after \"{last.Keyword}\"; it belongs before", "RFC 7950 §14");
            }
            else
            {
                reached = section;
                last = child.Kind == YangKeyword.Extended ? last : child;
            }
        }
    }

    private readonly void Report(string code, Statement statement, string message, string clause)
        => _diagnostics.Add(new(code, DiagnosticSeverity.Error, statement.Span, message, clause));
}
