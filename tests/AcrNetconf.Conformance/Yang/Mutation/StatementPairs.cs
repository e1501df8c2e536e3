namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>Every pair of statements of YANG, as a module in which the one stands in the other once or twice or where it is required is missing.</summary>
internal static class StatementPairs
{
    // The parent with what it needs; "@" is where children are put.
    private static readonly (string Parent, string Text)[] Parents =
    [
        ("module", "@"),
        ("import", "import ietf-inet-types { prefix inet; @ }"),
        ("revision", "revision 2020-01-01 { @ }"),
        ("yang-version", ""), ("namespace", ""), ("prefix", ""),
        ("organization", "organization o { @ }"), ("contact", "contact o { @ }"), ("description", "description o { @ }"), ("reference", "reference o { @ }"),
        ("extension", "extension e { @ }"), ("argument", "extension e { argument a { @ } }"), ("yin-element", "extension e { argument a { yin-element true { @ } } }"),
        ("identity", "identity i2 { @ }"), ("base", "identity i2 { base i { @ } }"), ("feature", "feature f2 { @ }"), ("if-feature", "feature f2 { if-feature f { @ } }"),
        ("typedef", "typedef t2 { type string; @ }"), ("status", "typedef t2 { type string; status current { @ } }"), ("units", "typedef t2 { type string; units u { @ } }"), ("default", "typedef t2 { type string; default 'a' { @ } }"),
        ("type string", "leaf l2 { type string { @ } }"), ("type int8", "leaf l2 { type int8 { @ } }"), ("type decimal64", "leaf l2 { type decimal64 { fraction-digits 2; @ } }"),
        ("type enumeration", "leaf l2 { type enumeration { enum a; @ } }"), ("type bits", "leaf l2 { type bits { bit a; @ } }"), ("type binary", "leaf l2 { type binary { @ } }"),
        ("type leafref", "leaf l2 { type leafref { path '../l'; @ } }"), ("type identityref", "leaf l2 { type identityref { base i; @ } }"), ("type instance-identifier", "leaf l2 { type instance-identifier { @ } }"),
        ("type union", "leaf l2 { type union { type int8; @ } }"), ("type empty", "leaf l2 { type empty { @ } }"), ("type boolean", "leaf l2 { type boolean { @ } }"), ("type derived", "leaf l2 { type t { @ } }"),
        ("range", "leaf l2 { type int8 { range 1 { @ } } }"), ("length", "leaf l2 { type string { length 1 { @ } } }"), ("pattern", "leaf l2 { type string { pattern a { @ } } }"),
        ("modifier", "leaf l2 { type string { pattern a { modifier invert-match { @ } } } }"), ("enum", "leaf l2 { type enumeration { enum a { @ } } }"), ("value", "leaf l2 { type enumeration { enum a { value 1 { @ } } } }"),
        ("bit", "leaf l2 { type bits { bit a { @ } } }"), ("position", "leaf l2 { type bits { bit a { position 1 { @ } } } }"), ("path", "leaf l2 { type leafref { path '../l' { @ } } }"),
        ("require-instance", "leaf l2 { type instance-identifier { require-instance true { @ } } }"), ("fraction-digits", "leaf l2 { type decimal64 { fraction-digits 2 { @ } } }"),
        ("container", "container c2 { @ }"), ("leaf", "leaf l2 { type string; @ }"), ("leaf-list", "leaf-list ll2 { type string; @ }"), ("list", "list s2 { key k; leaf k { type string; } @ }"), ("list state", "list s2 { config false; leaf k { type string; } @ }"),
        ("choice", "choice h2 { @ }"), ("case", "choice h2 { case c2 { @ } }"), ("anydata", "anydata d2 { @ }"), ("anyxml", "anyxml x2 { @ }"),
        ("grouping", "grouping g2 { @ }"), ("uses", "container c2 { uses g { @ } }"), ("refine leaf", "container c2 { uses g { refine gl { @ } } }"), ("refine container", "container c2 { uses g { refine gc { @ } } }"), ("refine list", "container c2 { uses g { refine gs { @ } } }"),
        ("refine choice", "container c2 { uses g { refine gh { @ } } }"), ("augment in uses", "container c2 { uses g { augment gc { leaf q { type string; } @ } } }"), ("augment", "augment /m:c { leaf q { type string; } @ }"), ("augment choice", "augment /m:c/m:h { leaf q { type string; } @ }"),
        ("when", "leaf l2 { when 1 { @ } type string; }"), ("must", "leaf l2 { must 1 { @ } type string; }"), ("config", "leaf l2 { type string; config true { @ } }"), ("mandatory", "leaf l2 { type string; mandatory true { @ } }"),
        ("presence", "container c2 { presence p { @ } }"), ("key", "list s2 { key k { @ } leaf k { type string; } }"), ("unique", "list s2 { key k; unique v { @ } leaf k { type string; } leaf v { type string; } }"), ("ordered-by", "leaf-list ll2 { type string; ordered-by user { @ } }"),
        ("min-elements", "leaf-list ll2 { type string; min-elements 1 { @ } }"), ("max-elements", "leaf-list ll2 { type string; max-elements 1 { @ } }"), ("error-message", "leaf l2 { must 1 { error-message m { @ } } type string; }"), ("error-app-tag", "leaf l2 { must 1 { error-app-tag m { @ } } type string; }"),
        ("rpc", "rpc r2 { @ }"), ("input", "rpc r2 { input { leaf q { type string; } @ } }"), ("output", "rpc r2 { output { leaf q { type string; } @ } }"), ("input alone", "rpc r2 { input { @ } }"), ("action", "container c2 { action a2 { @ } }"), ("notification", "notification n2 { @ }"),
        ("deviation", "deviation /m:l { deviate add { units u; } @ }"), ("deviation alone", "deviation /m:l { @ }"), ("deviate add leaf", "deviation /m:l { deviate add { @ } }"), ("deviate add list", "deviation /m:c/m:s { deviate add { @ } }"), ("deviate add container", "deviation /m:c { deviate add { @ } }"),
        ("deviate replace leaf", "deviation /m:ld { deviate replace { @ } }"), ("deviate replace list", "deviation /m:c/m:sm { deviate replace { @ } }"), ("deviate delete leaf", "deviation /m:ld { deviate delete { @ } }"), ("deviate delete list", "deviation /m:c/m:sm { deviate delete { @ } }"),
        ("deviate not-supported", "deviation /m:l { deviate not-supported { @ } }"), ("extension use", "m:e0 x { @ }"), ("extension use bare", "m:e1 { @ }"),
    ];

    private static readonly string[] Children =
    [
        "action a#;", "anydata ad#;", "anyxml ax#;", "argument ar#;", "augment /m:c { leaf au# { type string; } }", "augment gc { leaf au# { type string; } }", "base i;", "belongs-to b { prefix p; }", "bit b#;", "case ca#;", "choice ch#;", "config true;", "config false;", "contact c;",
        "container co#;", "default 'a';", "default '1';", "default gd;", "description d;", "deviate not-supported;", "deviate add { units u; }", "deviate replace { type int8; }", "deviation /m:ld { deviate not-supported; }", "enum en#;", "error-app-tag t;", "error-message e;", "extension ex#;", "feature fe#;",
        "fraction-digits 2;", "grouping gr#;", "identity id#;", "if-feature f;", "import ietf-yang-types { prefix yt#; }", "include sub#;", "input { leaf in { type string; } }", "key k;", "leaf le#;", "leaf le# { type string; }", "leaf-list lf# { type string; }", "length 1;", "list li# { key k; leaf k { type string; } }",
        "mandatory true;", "mandatory false;", "max-elements 1;", "min-elements 0;", "min-elements 1;", "modifier invert-match;", "must '1';", "namespace 'urn:x';", "notification no#;", "ordered-by user;", "organization o;", "output { leaf out { type string; } }", "path '../l';", "pattern a;", "position #;", "prefix p;",
        "presence p;", "range 1;", "reference r;", "refine gl { description d; }", "require-instance false;", "revision 2020-01-0#;", "revision-date 2013-07-15;", "rpc rp#;", "status current;", "status deprecated;", "submodule s { belongs-to m { prefix m; } }", "type string;", "type int8;", "typedef ty# { type string; }", "unique k;", "unique v;", "units u;",
        "uses g;", "value #;", "when '1';", "yang-version 1;", "yin-element true;", "m:e0 x;", "m:e1;", "m:e0;", "m:nope;", "nope:e x;", "nope;",
    ];

    private static readonly string[] Definitions =
    [
        "extension e0 { argument a; } extension e1; feature f; identity i; typedef t { type string; } leaf l { type string; } leaf ld { type string; default 'a'; units u; must '1'; config true; mandatory false; } grouping g { leaf gl { type string; }",
        "container gc; list gs { key k; leaf k { type string; } } choice gh { leaf gd { type string; } } } container c { list s { key k; leaf k { type string; } leaf v { type string; } }",
        "list sm { key k; unique v; min-elements 0; max-elements 9; must '1'; leaf k { type string; } leaf v { type string; } } choice h { leaf hl { type string; } } }",
    ];

    public static IEnumerable<(string Id, string Text)> All()
    {
        foreach (var version in (string[])["1", "1.1"])
        {
            foreach (var (parent, text) in Parents)
            {
                foreach (var child in Children)
                {
                    for (var count = 1; count <= 2 && text.Length > 0; count++)
                    {
                        var children = string.Join(' ', Enumerable.Range(1, count).Select(n => child.Replace("#", n.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
                        yield return ($"{version} {parent} + {count} {child}", Module(version, text.Replace("@", children, StringComparison.Ordinal), parent));
                    }
                }

                if (text.Length > 0)
                {
                    yield return ($"{version} {parent} alone", Module(version, text.Replace("@", "", StringComparison.Ordinal), parent));
                }
            }

            foreach (var missing in (string[])["leaf x { }", "leaf-list x;", "typedef x;", "list x { leaf k { type string; } }", "list x { key k; }", "list x;", "import ietf-inet-types;", "leaf x { type leafref; }", "leaf x { type enumeration; }", "leaf x { type bits; }", "leaf x { type union; }",
                "leaf x { type identityref; }", "leaf x { type decimal64; }", "deviation /m:l;", "augment /m:c;", "uses;", "container;", "rpc r { input; }", "rpc r { output { } }", "choice x { case; }", "case x;", "refine x;", "deviate add;", "enum x;", "revision;", "extension e2 { argument; }", "include;", "leaf x { type; }", "input;"])
            {
                yield return ($"{version} {missing}", Module(version, missing, missing.Split(' ')[0]));
            }
        }
    }

    private static string Module(string version, string text, string parent)
    {
        var head = $"module m {{ yang-version {version}; namespace 'urn:m'; prefix m;";
        var definitions = string.Join(' ', Definitions);
        // What belongs to the head stands there.
        return parent is "import" or "organization" or "contact" or "description" or "reference" or "revision"
            ? $"{head} {text} {definitions} }}"
            : parent == "module" && (text.StartsWith("import", StringComparison.Ordinal) || text.StartsWith("include", StringComparison.Ordinal) || text.StartsWith("revision", StringComparison.Ordinal)
                || text.StartsWith("organization", StringComparison.Ordinal) || text.StartsWith("contact", StringComparison.Ordinal) || text.StartsWith("description", StringComparison.Ordinal) || text.StartsWith("reference", StringComparison.Ordinal))
                ? $"{head} {text} {definitions} }}"
                : $"{head} {definitions} {text} }}";
    }
}
