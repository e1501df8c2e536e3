namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>One word of the command language and what may follow it.</summary>
/// <remarks>A tree of these is the language of a view: parsing, help and completion all walk it.</remarks>
internal sealed class GrammarNode
{
    private readonly SortedDictionary<string, GrammarNode> _children = new(StringComparer.Ordinal);

    private string _help;

    public GrammarNode(string token, string help, WordKind kind = WordKind.Keyword)
    {
        Token = token;
        _help = help;
        Kind = kind;
    }

    /// <summary>The keyword itself; for values what help shows, e.g. <c>INTEGER&lt;0-255&gt;</c>.</summary>
    public string Token { get; }

    /// <summary>One sentence; a word that only leads to others names them.</summary>
    public string Help => _help.Length > 0 || _children.Count == 0 ? _help : "Followed by " + string.Join(", ", _children.Keys);

    public WordKind Kind { get; }

    /// <summary>For values: null when the text is acceptable, else a sentence that says why not.</summary>
    public Func<string, string?>? Check { get; init; }

    /// <summary>Runs the command that ends here; null when more words are needed.</summary>
    public ShellAction? Action { get; set; }

    public IReadOnlyCollection<GrammarNode> Children => _children.Values;

    /// <summary>The root of a view.</summary>
    public static GrammarNode Root() => new("", "");

    /// <summary>Adds a word, or returns the one already there.</summary>
    public GrammarNode Add(GrammarNode child)
    {
        if (_children.TryGetValue(child.Token, out var known))
        {
            return known;
        }

        _children.Add(child.Token, child);
        return child;
    }

    /// <summary>Adds a keyword, or returns the one already there, with help from the first who had something to say.</summary>
    public GrammarNode Keyword(string token, string help = "")
    {
        var node = Add(new GrammarNode(token, help));
        if (node._help.Length == 0)
        {
            node._help = help;
        }

        return node;
    }

    /// <summary>Adds a chain of keywords; the help belongs to the last.</summary>
    public GrammarNode Keywords(string words, string help)
    {
        var node = this;
        var tokens = words.Split(' ');
        for (var i = 0; i < tokens.Length; i++)
        {
            node = node.Keyword(tokens[i], i == tokens.Length - 1 ? help : "");
        }

        return node;
    }

    /// <summary>Sets what the command ending here does.</summary>
    public GrammarNode Does(ShellAction action)
    {
        Action = action;
        return this;
    }

    /// <summary>Every command that begins like this one is refused with a sentence.</summary>
    public GrammarNode Refuse(string sentence)
    {
        Task Refusal(ShellSession session, IReadOnlyList<string> values, CancellationToken cancellationToken) => throw new ShellException(sentence);
        Action = Refusal;
        Add(new GrammarNode("...", sentence, WordKind.Rest)).Action = Refusal;
        return this;
    }
}
