namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>Arguments right, wrong and at the boundary, by statement.</summary>
internal static class ArgumentPool
{
    public static readonly string[] Identifiers = ["", "zz", "a b", "1a", "-a", "_a", ".a", "a.b-c_d", "a:b", "xmlfoo", "XMLx", "é", "a/b", "*", "string", "a\tb", "leaf"];

    public static readonly string[] Tokens = [" ", "(", ")", "[", "]", "|", "..", ".", "-", "+", "*", "?", "{", "}", "{2,1}", "\\", "\\p{L}", "\\d", "/", "//", ":", "@", "'", "=", "0", "1", "a", "and ", "or ", "not ", "not(", "current()", "deref(.)", "::", ",", "<", "$x", "min", "max", "x:"];

    /// <summary>Type statements of every built-in type, right and wrong.</summary>
    public static readonly string[] Types =
    [
        "type string;", "type string { length 1..5; pattern 'a*'; }", "type int8;", "type uint8 { range 1..10; }", "type int64;", "type uint64 { range 'min..max'; }", "type boolean;", "type empty;",
        "type binary { length 4; }", "type decimal64 { fraction-digits 2; }", "type decimal64;", "type decimal64 { fraction-digits 18; range '-9.2..9.2'; }", "type enumeration { enum a; enum b { value 0; } }",
        "type enumeration { enum a; enum b; }", "type enumeration;", "type bits { bit a; bit b; }", "type bits { bit a { position 1; } bit b { position 1; } }", "type bits;", "type union { type int8; type string; }",
        "type union;", "type union { type union { type int8; } type empty; }", "type identityref;", "type instance-identifier;", "type instance-identifier { require-instance false; }", "type leafref;",
        "type leafref { path '../x'; }", "type leafref { path '/x/y'; require-instance true; }", "type foo;", "type x:foo;", "type int8 { range 1..200; }", "type string { length '5..1'; }", "type string { range 1; }",
        "type boolean { pattern a; }", "type int32 { fraction-digits 1; }",
    ];

    /// <summary>Statements to put anywhere.</summary>
    public static readonly string[] Templates =
    [
        .. Types, "leaf zz { type string; }", "leaf zz { type int8; mandatory true; }", "leaf zz { type int8; default 3; }", "leaf zz { type int8; mandatory true; default 3; }", "leaf zz { type empty; default ''; }",
        "leaf zz { type int8; default 300; }", "leaf zz { type string; config true; }", "leaf zz { type string; config false; }", "leaf zz { type string; status obsolete; }", "leaf zz;", "leaf-list zz { type int8; }",
        "leaf-list zz { type int8; default 1; default 1; }", "leaf-list zz { type int8; default 1; min-elements 1; }", "leaf-list zz { type int8; min-elements 3; max-elements 2; }", "leaf-list zz { type empty; }",
        "container zz;", "container zz { presence p; leaf zy { type string; mandatory true; } }", "container zz { config false; leaf zy { type string; config true; } }", "container zz { leaf zy { type string; mandatory true; } }",
        "list zz { key a; leaf a { type string; } }", "list zz { leaf a { type string; } }", "list zz { config false; leaf a { type string; } }", "list zz { key a; }", "list zz { key 'a a'; leaf a { type string; } }",
        "list zz { key a; leaf a { type string; config false; } }", "list zz { key a; leaf a { type empty; } }", "list zz { key a; leaf a { type string; } leaf b { type int8; } unique b; unique 'a b'; }",
        "list zz { key a; unique c; leaf a { type string; } }", "list zz { key a; leaf a { type string; when '1'; } }", "list zz { key a; leaf a { type string; if-feature f; } }", "list zz { key a; leaf-list a { type string; } }",
        "choice zz { leaf zy { type empty; } }", "choice zz { default zy; leaf zy { type empty; } }", "choice zz { default q; leaf zy { type empty; } }", "choice zz { mandatory true; default zy; leaf zy { type empty; } }",
        "choice zz { default c; case c { leaf d { type int8; mandatory true; } } }", "choice zz { case a { leaf b { type int8; } } case c { leaf b { type int8; } } }", "choice zz { choice zy { leaf zx { type int8; } } }", "case zz;", "case zz { leaf zy { type string; } }",
        "anydata zz;", "anyxml zz;", "action zz;", "action zz { input { leaf a { type int8; } } }", "action zz { input; }", "notification zz;", "notification zz { leaf a { type string; } }", "rpc zz;", "rpc zz { output { list l { leaf a { type int8; } } } }",
        "input { leaf a { type int8; } }", "output { leaf a { type int8; } }", "must '1';", "must \"count(.) > 1\" { error-message m; error-app-tag t; }", "must 'nofn()';", "must '../nope';", "must 'zq:a';", "when '1';", "when 'a ===';", "if-feature zf;", "if-feature 'not zf';",
        "grouping zg { leaf zh { type string; } }", "grouping zg { uses zg; }", "grouping zg { action za; }", "typedef zt { type string; }", "typedef zt { type zt; }", "typedef zt { type int8; default 200; }", "typedef string { type int8; }", "typedef zt { type int8 { range 1..5; } default 3; }",
        "identity zi;", "identity zi { base zi; }", "identity zi { base zj; }", "feature zf;", "feature zf { if-feature zf; }", "extension ze { argument a; }", "extension ze;", "uses zg;", "uses zg { refine zh { default x; } }", "refine zz { mandatory true; }", "refine zz { type string; }",
        "augment /a { leaf b { type string; } }", "augment a { leaf b { type string; } }", "deviation /a { deviate not-supported; }", "deviation /a { deviate add { config false; } }", "deviate not-supported;", "deviate add { default 1; }", "deviate replace { type string; }", "deviate delete { units x; }",
        "presence '';", "unique a;", "key a;", "default 1;", "default a;", "units m;", "units '';", "min-elements 1;", "min-elements 0;", "max-elements 1;", "max-elements 0;", "max-elements unbounded;", "ordered-by user;", "ordered-by system;", "config true;", "config false;",
        "mandatory true;", "mandatory false;", "status current;", "status deprecated;", "status obsolete;", "description d;", "reference r;", "error-message m;", "error-app-tag t;", "range 1..2;", "length 1..2;", "pattern 'a';", "pattern 'a' { modifier invert-match; }",
        "modifier invert-match;", "fraction-digits 3;", "enum zz;", "enum zz { value 7; }", "enum 'a b';", "enum ' a';", "bit zz;", "bit zz { position 7; }", "value 3;", "position 3;", "path '../a';", "require-instance true;", "require-instance false;", "base zi;",
        "import zm { prefix zm; }", "import ietf-inet-types { prefix zin; }", "import ietf-yang-types { prefix zyt; revision-date 2013-07-15; }", "include zs;", "revision 2020-01-01;", "revision-date 2020-01-01;", "prefix zp;", "namespace urn:zz;", "yang-version 1.1;", "yang-version 1;",
        "organization o;", "contact c;", "belongs-to zm { prefix zp; }", "argument a;", "argument a { yin-element true; }", "yin-element true;", "foo bar;", "zz:foo bar;", "module zz { namespace a; prefix b; }", "submodule zz { belongs-to a { prefix b; } }",
    ];

    private static readonly string[] Booleans = ["true", "false", "True", "", "1", " true"];
    private static readonly string[] Dates = ["2020-02-29", "2020-02-30", "2021-02-29", "2020-13-01", "2020-00-10", "20-01-01", "2020-1-1", "2020-01-01 ", "2020-01-32", "9999-12-31", "x", "", "2020-04-31"];
    private static readonly string[] Expressions =
    [
        "1", "true()", ".", "..", "../..", "/", "//*", "../a", "./a/b", "a[1]", "a[b='c']", "a[b=current()/../c]", "count(*) > 1", "count(1)", "sum('a')", "nofn()", "string-length()", "string-length(1, 2)", "not()", "not(1)", "$v", "a:b", "'x", "\"x'", "a = ", "a ===",
        "a and", "or", "a or or", "((a)", "a]", "[a]", "a[", "1.5.2", ".5", "5.", "1e3", "+1", "-1", "--1", "- - 1", "a - b", "a-b", "a -b", "a div b", "a mod b", "adiv b", "div div div", "a | b", "1 | 2", "(1)/a", "'a'/b", "(a)/b", "(a)[1]", "a//b", "a///b", "/a/", "@a", "a/@b", "child::a", "child:: a",
        "attribute::a", "namespace::a", "foo::a", "ancestor-or-self::*", "following-sibling::node()", "self::text()", "processing-instruction('a')", "processing-instruction()", "processing-instruction(a)", "comment()", "text(1)", "node()", "id('a')", "lang('en')", "current()/a", "current(1)", "deref(.)", "deref()", "deref(1)",
        "deref(../a)/../b", "re-match('a', 'a*')", "re-match('a')", "re-match('a', '[')", "derived-from(., 'a')", "derived-from('a', 'b')", "derived-from-or-self(., 'x:y')", "enum-value(.)", "enum-value('a')", "bit-is-set(., 'a')", "bit-is-set(.)", "last()", "position() = 1", "name()", "local-name(.)", "namespace-uri('a')",
        "concat('a')", "concat('a', 'b', 'c')", "starts-with('a', 'b')", "contains('a')", "substring('abc', 1)", "substring('a', 1, 2, 3)", "translate('a', 'b', 'c')", "normalize-space()", "floor(1.5)", "round('a')", "boolean(a)", "number()", "* * *", "*[*]", "*:a", "a:*", "and and and", "a != b", "a !b", "a < b <= c", "a > = b", "a&b", "a;b", "",
        " ", "\n1\n", "true", "1 = 1 = 1", "string(.) = \"a\"", "count(a/b[c and d]/../e) + 1 = 2", "a[last()]", "a[position() < 3]", "a [ 1 ]", "a / b", ". . .", ".. / ..", "...", "a.b", "a . b", "or or or", "mod", "not(a", "a)", "current()", "current( )", "current ()", "self::a", "parent::a/b", "..[1]", ".[1]", "self::node()[1]",
    ];

    private static readonly Dictionary<string, string[]> ByKeyword = new()
    {
        ["config"] = Booleans, ["mandatory"] = Booleans, ["require-instance"] = Booleans, ["yin-element"] = Booleans,
        ["status"] = ["current", "deprecated", "obsolete", "Current", ""],
        ["ordered-by"] = ["user", "system", "User", ""],
        ["min-elements"] = ["0", "1", "2", "10", "4294967295", "4294967296", "-1", "01", "unbounded", "", "+1", "1.0", "00"],
        ["max-elements"] = ["0", "1", "2", "10", "4294967295", "4294967296", "-1", "01", "unbounded", "", "+1", "Unbounded"],
        ["range"] =
        [
            "1", "1..2", "2..1", "1 | 1", "1..5 | 3..8", "1..5|6..8", "5|1", "min..max", "min", "max", "max..min", "min..5|7..max", "min..5|min", "1..2..3", "", " ", "1..", "..1", "|", "1|", "|1", "-1..1", "-128..127", "-129..0", "0..255", "0..256", "1.5", "1.50..2", "1.005", "0x10", "+1",
            "01", "-0", "1 .. 2", " 1..2 ", "1\n..\n2", "a", "1,2", "0..18446744073709551615", "0..18446744073709551616", "-9223372036854775808..9223372036854775807", "1..min", "max..max", "min..min", "1..max|max", "5..5", "1...2", "--1", "92233720368547758.07", "1.", ".5", "1 2",
        ],
        ["length"] =
        [
            "1", "0", "1..2", "2..1", "0..0", "1|3|5", "3|1", "1..5|5..6", "min..max", "max", "min", "-1", "-1..3", "0..18446744073709551615", "18446744073709551616", "", " ", "1..", "a", "1.5", "+1", "01", "1..max", "max..1", "1 | 2 .. 4", "10..20",
        ],
        ["fraction-digits"] = ["0", "1", "2", "18", "19", "01", "-1", "a", "", "1.0", "9"],
        ["value"] = ["0", "1", "-1", "-0", "2147483647", "-2147483648", "2147483648", "-2147483649", "01", "+1", "", "a", "1.0", "007"],
        ["position"] = ["0", "1", "2", "4294967295", "4294967296", "-1", "01", "+1", "", "a", "00"],
        ["revision"] = Dates, ["revision-date"] = Dates,
        ["yang-version"] = ["1", "1.1", "1.0", "2", "", "1.10"],
        ["default"] = ["", "0", "-1", "1", "3", "true", "false", "abc", " 1", "1 ", "1.0", "1.5", "0x1F", "010", "-0", "+1", "300", "65536", "a", "a b", "b a", "a a", "YQ==", "YQ=", "x:y", "/a/b", "2001:db8::1", "\n", "1e3", "0X1", "09"],
        ["key"] = ["", " ", "a", "a a", "k", "name", "name name", "nope", "a/b", "name  nope", "x:name", "../a", "id"],
        ["unique"] = ["", " ", "a", "a b", "a/b", "/a", "../a", "name", "name name", "nope", "x:name", "a//b", "a/"],
        ["path"] =
        [
            "../a", "../../a", "/a", "/a/b", "a", "a/b", "./a", ".", "..", "../", "/", "../a/", "../..", "../*", "//a", "../a//b", "../a[1]", "../a[b=current()/../c]/d", "../a[b='x']/d", "../a[b = current()/c]/d", "../a[current()/../c = b]/d", "../a[b=../c]/d", "../a[b=current()/../c][d=current()/../e]/f",
            "deref(../a)/../b", "deref(a)/../b", "../x:a", "/x:a/b", "current()/../a", "../a | ../b", "../a[b=current()/../c/d]/e", "../../../../../../../../a", "../ a", ".. / a", "../a [ b = current() / .. / c ] / d", "../child::a", "@a", "", " ", "../name", "../id", "../a[b=current()/../../c]/d", "../a[x:b=current()/../c]/d",
        ],
        ["must"] = Expressions, ["when"] = Expressions,
        ["if-feature"] = ["f", "zf", "x:f", "f and", "not f", "f or not f", "(f)", "((f)", "f f", "f and (f or f)", "not not f", "not(f)", "", " ", "and", "or", "not", "f AND f", "f  or\nf", "f and(f)", "(f)and(f)", "!f", "f or f and", "a.b", "1f", "not", "(not f) and f", "()"],
        ["pattern"] =
        [
            "", "a", "a*", "a**", "a+?", "*a", "(a", "a)", "[a", "a]", "[]", "[^]", "[a-z]", "[z-a]", "[a-]", "[-a]", "[a-b-c]", "[^^]", "[a-z-[aeiou]]", "[a-z-[a]b]", "a{2}", "a{2,}", "a{2,3}", "a{3,2}", "a{,2}", "a{", "a}", "{2}", "a{0}", "a{1001}", "a|b", "|", "a||b", "()", "(|a)", "(?:a)", "(?=a)", "(?i)a", "^a$", "$^",
            "a^b", "\\d", "\\D\\w\\W\\s\\S", "\\i\\c*", "[\\i-[:]][\\c-[:]]*", "\\I", "[\\d\\-.]", "\\p{L}", "\\P{Lu}", "\\p{IsBasicLatin}", "\\p{IsFoo}", "\\p{X}", "\\pL", "\\p{L", "\\x41", "\\u0041", "\\n\\r\\t", "\\\\", "\\", "\\.", "\\-", "\\^", "\\$", "\\/", "\\@", "\\b", "\\1", "(a)\\1", "\\Q", "\\z", "\\_", "\\:", "\\,", "\\\"", "[\\]]", "[[]", "[a&&b]",
            "[[:alpha:]]", "[\\p{L}-]", "[+--]", "[*--]", "[,-.]", "[--a]", ".", "..", "[.]", "[*+?]", "[(]", "é", "[à-ü]", "\\d{1,3}(\\.\\d{1,3}){3}", "#", "a#b", " a ", "a\nb", "(a{2}){3}", "((((a))))", "a{2}{3}", "a?*", "[a\\-z]", "[\\--z]", "[a-\\d]", "[\\d-a]", "[^a-z]", "[a^b]", "[a-zA-Z_][\\-a-zA-Z0-9_.]*", "\\*", "a{ 2}", "a{2 }", "a{2,1000}",
        ],
        ["modifier"] = ["invert-match", "Invert-match", ""],
        ["deviate"] = ["add", "delete", "replace", "not-supported", "remove", ""],
        ["namespace"] = ["", "urn:x", "a b", "http://a/%zz", "urn:ietf:params:xml:ns:yang:ietf-inet-types"],
        ["prefix"] = ["", "x", "1x", "xml", "a b", "inet", "yang"],
        ["presence"] = ["", "x"], ["units"] = ["", "x"],
        ["enum"] = ["", " ", " a", "a ", "a b", "a", "b", "0", "é", "a\nb", "\t"],
        ["type"] = ["string", "int8", "uint64", "boolean", "empty", "binary", "bits", "enumeration", "decimal64", "union", "leafref", "identityref", "instance-identifier", "foo", "x:foo", "", "String", "int", "a b", "inet:uri"],
        ["base"] = ["zi", "x:zi", "", "a b"], ["uses"] = ["zg", "x:zg", "", "a b"],
        ["augment"] = ["/a", "a", "", "/", "/x:a/x:b", "/a/", "//a", "../a", "/a b"], ["deviation"] = ["/a", "a", "", "/", "/x:a/x:b", "/a/", "../a"], ["refine"] = ["a", "/a", "", "a/b", "../a", "a/"],
        ["argument"] = ["x", "", "a b"],
        ["import"] = ["ietf-inet-types", "ietf-yang-types", "nope", "", "a b"], ["include"] = ["nope", ""], ["belongs-to"] = ["nope", ""],
    };

    /// <summary>Arguments to try; none where any text will do.</summary>
    public static string[] For(string keyword) => ByKeyword.TryGetValue(keyword, out var pool) ? pool
        : keyword is "container" or "leaf" or "leaf-list" or "list" or "choice" or "case" or "anydata" or "anyxml" or "grouping" or "typedef" or "identity" or "feature" or "extension" or "rpc" or "action" or "notification" or "bit" or "module" ? Identifiers
        : [];
}
