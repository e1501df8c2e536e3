namespace AcrNetconf.Yang.Syntax;

/// <summary>How often a substatement may stand in its parent.</summary>
internal enum Cardinality : byte
{
    Never,
    Optional,
    Once,
    Any,
    AtLeastOne,
}

/// <summary>RFC 7950 §14 as a table: for every statement its argument and the cardinality of its substatements, with RFC 6020's where they differ.</summary>
internal sealed class StatementGrammar
{
    // keyword, argument kind, substatements. Suffixes: ? 0..1, ! 1, * 0..n, + 1..n; then # = YANG 1.1 only, ~ = 0..1 in YANG 1.
    // @data, @status and @doc abbreviate the usual groups; the word DATA asks for at least one data definition.
    private static readonly (string Keyword, ArgumentKind Argument, string Substatements)[] Table =
    [
        ("module", ArgumentKind.Identifier, "yang-version? namespace! prefix! import* include* organization? contact? @doc revision* @body"),
        ("submodule", ArgumentKind.Identifier, "yang-version? belongs-to! import* include* organization? contact? @doc revision* @body"),
        ("yang-version", ArgumentKind.Version, ""),
        ("namespace", ArgumentKind.NonEmptyText, ""),
        ("prefix", ArgumentKind.Identifier, ""),
        ("import", ArgumentKind.Identifier, "prefix! revision-date? description?# reference?#"),
        ("revision-date", ArgumentKind.Date, ""),
        ("include", ArgumentKind.Identifier, "revision-date? description?# reference?#"),
        ("belongs-to", ArgumentKind.Identifier, "prefix!"),
        ("organization", ArgumentKind.Text, ""),
        ("contact", ArgumentKind.Text, ""),
        ("description", ArgumentKind.Text, ""),
        ("reference", ArgumentKind.Text, ""),
        ("units", ArgumentKind.Text, ""),
        ("revision", ArgumentKind.Date, "@doc"),
        ("extension", ArgumentKind.Identifier, "argument? @status"),
        ("argument", ArgumentKind.Identifier, "yin-element?"),
        ("yin-element", ArgumentKind.Boolean, ""),
        ("identity", ArgumentKind.Identifier, "if-feature*# base*~ @status"),
        ("base", ArgumentKind.IdentifierReference, ""),
        ("feature", ArgumentKind.Identifier, "if-feature* @status"),
        ("if-feature", ArgumentKind.IfFeature, ""),
        ("typedef", ArgumentKind.Identifier, "type! units? default? @status"),
        ("type", ArgumentKind.IdentifierReference, "fraction-digits? range? length? pattern* enum* bit* path? require-instance? base*~ type*"),
        ("range", ArgumentKind.Text, "error-message? error-app-tag? @doc"),
        ("length", ArgumentKind.Text, "error-message? error-app-tag? @doc"),
        ("pattern", ArgumentKind.Text, "modifier?# error-message? error-app-tag? @doc"),
        ("modifier", ArgumentKind.Modifier, ""),
        ("default", ArgumentKind.Text, ""),
        ("enum", ArgumentKind.EnumName, "if-feature*# value? @status"),
        ("value", ArgumentKind.EnumValue, ""),
        ("bit", ArgumentKind.Identifier, "if-feature*# position? @status"),
        ("position", ArgumentKind.BitPosition, ""),
        ("path", ArgumentKind.Text, ""),
        ("require-instance", ArgumentKind.Boolean, ""),
        ("fraction-digits", ArgumentKind.FractionDigits, ""),
        ("status", ArgumentKind.Status, ""),
        ("config", ArgumentKind.Boolean, ""),
        ("mandatory", ArgumentKind.Boolean, ""),
        ("presence", ArgumentKind.Text, ""),
        ("ordered-by", ArgumentKind.OrderedBy, ""),
        ("must", ArgumentKind.Text, "error-message? error-app-tag? @doc"),
        ("error-message", ArgumentKind.Text, ""),
        ("error-app-tag", ArgumentKind.Text, ""),
        ("min-elements", ArgumentKind.MinElements, ""),
        ("max-elements", ArgumentKind.MaxElements, ""),
        ("key", ArgumentKind.Key, ""),
        ("unique", ArgumentKind.Unique, ""),
        ("grouping", ArgumentKind.Identifier, "@status typedef* grouping* @data action*# notification*#"),
        ("container", ArgumentKind.Identifier, "when? if-feature* must* presence? config? @status typedef* grouping* @data action*# notification*#"),
        ("leaf", ArgumentKind.Identifier, "when? if-feature* type! units? must* default? config? mandatory? @status"),
        ("leaf-list", ArgumentKind.Identifier, "when? if-feature* type! units? must* default*# config? min-elements? max-elements? ordered-by? @status"),
        ("list", ArgumentKind.Identifier, "when? if-feature* must* key? unique* config? min-elements? max-elements? ordered-by? @status typedef* grouping* @data action*# notification*# DATA"),
        ("choice", ArgumentKind.Identifier, "when? if-feature* default? config? mandatory? @status choice*# container* leaf* leaf-list* list* anydata*# anyxml* case*"),
        ("case", ArgumentKind.Identifier, "when? if-feature* @status @data"),
        ("anydata", ArgumentKind.Identifier, "when? if-feature* must* config? mandatory? @status"),
        ("anyxml", ArgumentKind.Identifier, "when? if-feature* must* config? mandatory? @status"),
        ("uses", ArgumentKind.IdentifierReference, "when? if-feature* @status refine* augment*"),
        ("refine", ArgumentKind.DescendantSchemaNode, "if-feature*# must* presence? default*~ config? mandatory? min-elements? max-elements? @doc"),
        ("augment", ArgumentKind.AnySchemaNode, "when? if-feature* @status @data case* action*# notification*# DATA"),
        ("when", ArgumentKind.Text, "@doc"),
        ("rpc", ArgumentKind.Identifier, "if-feature* @status typedef* grouping* input? output?"),
        ("action", ArgumentKind.Identifier, "if-feature* @status typedef* grouping* input? output?"),
        ("input", ArgumentKind.None, "must*# typedef* grouping* @data DATA"),
        ("output", ArgumentKind.None, "must*# typedef* grouping* @data DATA"),
        ("notification", ArgumentKind.Identifier, "if-feature* must*# @status typedef* grouping* @data"),
        ("deviation", ArgumentKind.AbsoluteSchemaNode, "@doc deviate+"),
        ("deviate", ArgumentKind.Deviate, "type? units? must* unique* default* config? mandatory? min-elements? max-elements?"),
    ];

    private static readonly StatementGrammar?[] Rules = Build();
    private static readonly Dictionary<string, StatementGrammar> Extensions = new()
    {
        ["annotation"] = new(ArgumentKind.Identifier, "if-feature* type! units? @status"), // RFC 7952 §3
        ["structure"] = new(ArgumentKind.Identifier, "must* @status typedef* grouping* @data"), // RFC 8791 §2.1
        ["augment-structure"] = new(ArgumentKind.AbsoluteSchemaNode, "@status @data case*"), // RFC 8791 §2.2
    };

    private readonly Cardinality[] _version1 = new Cardinality[YangKeywords.Count];
    private readonly Cardinality[] _version11 = new Cardinality[YangKeywords.Count];

    private StatementGrammar(ArgumentKind argument, string substatements)
    {
        Argument = argument;
        foreach (var word in Expand(substatements).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            Add(word);
        }

        Required = RequiredOf(_version11);
    }

    public ArgumentKind Argument { get; }

    /// <summary>True when at least one data definition is required.</summary>
    public bool NeedsData { get; private set; }

    /// <summary>The rule of a keyword; null for words YANG does not know.</summary>
    public static StatementGrammar? For(YangKeyword keyword) => Rules[(int)keyword];

    /// <summary>The rule of an extension whose substatements are known; null for others.</summary>
    public static StatementGrammar? ForExtension(string name) => Extensions.GetValueOrDefault(name);

    /// <summary>Substatements that must be there, in every version, in the order of keywords.</summary>
    public YangKeyword[] Required { get; }

    public Cardinality[] Substatements(bool isVersion11) => isVersion11 ? _version11 : _version1;

    private static YangKeyword[] RequiredOf(Cardinality[] substatements)
    {
        var required = new List<YangKeyword>();
        for (var i = 0; i < substatements.Length; i++)
        {
            if (substatements[i] is Cardinality.Once or Cardinality.AtLeastOne)
            {
                required.Add((YangKeyword)i);
            }
        }

        return [.. required];
    }

    private void Add(string word)
    {
        if (word == "DATA")
        {
            NeedsData = true;
            return;
        }

        var name = word.TrimEnd('#', '~');
        var keyword = (int)YangKeywords.Find(name.AsSpan(0, name.Length - 1));
        var cardinality = name[^1] switch
        {
            '?' => Cardinality.Optional,
            '!' => Cardinality.Once,
            '*' => Cardinality.Any,
            _ => Cardinality.AtLeastOne,
        };
        _version11[keyword] = cardinality;
        _version1[keyword] = word[^1] switch { '#' => Cardinality.Never, '~' => Cardinality.Optional, _ => cardinality };
    }

    private static string Expand(string substatements) => substatements
        .Replace("@body", "extension* feature* identity* typedef* grouping* @data augment* rpc* notification* deviation*", StringComparison.Ordinal)
        .Replace("@data", "container* leaf* leaf-list* list* choice* anydata*# anyxml* uses*", StringComparison.Ordinal)
        .Replace("@status", "status? @doc", StringComparison.Ordinal)
        .Replace("@doc", "description? reference?", StringComparison.Ordinal);

    private static StatementGrammar?[] Build()
    {
        var rules = new StatementGrammar?[YangKeywords.Count];
        foreach (var (keyword, argument, substatements) in Table)
        {
            rules[(int)YangKeywords.Find(keyword)] = new(argument, substatements);
        }

        return rules;
    }
}
