namespace AcrNetconf.Yang.Syntax;

/// <summary>Keyword texts to <see cref="YangKeyword"/> and back.</summary>
internal static class YangKeywords
{
    private static readonly string[] Names =
    [
        "(extension)", "(unknown)",
        "action", "anydata", "anyxml", "argument", "augment", "base", "belongs-to", "bit",
        "case", "choice", "config", "contact", "container", "default", "description", "deviate",
        "deviation", "enum", "error-app-tag", "error-message", "extension", "feature", "fraction-digits", "grouping",
        "identity", "if-feature", "import", "include", "input", "key", "leaf", "leaf-list",
        "length", "list", "mandatory", "max-elements", "min-elements", "modifier", "module", "must",
        "namespace", "notification", "ordered-by", "organization", "output", "path", "pattern", "position",
        "prefix", "presence", "range", "reference", "refine", "require-instance", "revision", "revision-date",
        "rpc", "status", "submodule", "type", "typedef", "unique", "units", "uses",
        "value", "when", "yang-version", "yin-element",
    ];

    private static readonly Dictionary<string, YangKeyword>.AlternateLookup<ReadOnlySpan<char>> Lookup = Build();

    public static int Count => Names.Length;

    public static string Name(YangKeyword keyword) => Names[(int)keyword];

    /// <summary>The keyword, or <see cref="YangKeyword.Unknown"/>.</summary>
    public static YangKeyword Find(ReadOnlySpan<char> text) => Lookup.TryGetValue(text, out var keyword) ? keyword : YangKeyword.Unknown;

    private static Dictionary<string, YangKeyword>.AlternateLookup<ReadOnlySpan<char>> Build()
    {
        var byName = new Dictionary<string, YangKeyword>(Names.Length);
        for (var i = (int)YangKeyword.Unknown + 1; i < Names.Length; i++)
        {
            byName.Add(Names[i], (YangKeyword)i);
        }

        return byName.GetAlternateLookup<ReadOnlySpan<char>>();
    }
}
