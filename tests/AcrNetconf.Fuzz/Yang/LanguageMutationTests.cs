using System.Diagnostics;
using System.Text;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Fuzz.Yang;

/// <summary>Seeded mutations of modules, XPath expressions and patterns: a verdict for every input, never an exception, never a hang.</summary>
[TestClass]
public sealed class LanguageMutationTests
{
    /// <summary>Far beyond what any of these inputs needs, so only a hang exceeds it.</summary>
    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(30);

    private const string Module = """
        module m {
          yang-version 1.1; namespace "urn:m"; prefix m; /* c */ import x { prefix x; revision-date 2020-01-01; }
          revision 2020-02-29 { description "a" + 'b' + "c\n\t\"\\"; } // end
          extension e { argument a { yin-element true; } } feature f; feature g { if-feature "f or (not f and f)"; }
          identity i; identity j { base i; if-feature g; } typedef t { type int8 { range "min..-1|5 .. max"; } default 7; units s; }
          grouping q { leaf l { type t { range "6..9"; } default 8; } action a { input { leaf b { type empty; } } } }
          container c { presence "p"; must "count(l) > 1 and ../m:c" { error-message "m"; error-app-tag t; } uses q { refine l { default 9; } augment "" { leaf z { type string; } } }
            list li { key "k n"; unique "u v/w"; min-elements 1; max-elements 4; ordered-by user; leaf k { type string { length "1..4|7"; pattern '[a-z]*' { modifier invert-match; } } }
              leaf n { type decimal64 { fraction-digits 2; range "1.00..4.5"; } } leaf u { type bits { bit a { position 3; } bit b; } } container v { leaf w { type enumeration { enum x { value -4; } enum y; } } } }
            choice h { default o; case o { leaf r { type leafref { path "../li[k = current()/../r]/n"; require-instance false; } } } anydata an; }
            leaf-list ls { type union { type uint8; type identityref { base i; } type m:t; } default 1; } m:e "arg" { m:e x; } }
          rpc r { input { must "1 = 1"; leaf a { type instance-identifier; } } output { anyxml b; } } notification n { leaf s { type binary { length 3; } status deprecated; } }
          augment "/m:c/m:v" { when "m:a = 'x'"; leaf aug { type boolean; } } deviation /m:c { deviate add { must "a"; } deviate not-supported; }
        }
        """;

    private const string Small = """
        module m {
          yang-version 1.1; namespace "urn:m"; prefix m; feature f; identity i; identity j { base i; }
          typedef t { type int8 { range "min..-1|5..max"; } default 7; } grouping q { leaf l { type t { range "6..9"; } default 8; } container n; }
          container c { must "count(li) > 1 or ../m:c"; uses q { refine l { default 9; } augment n { leaf z { type string; } } }
            list li { key "k"; unique "u"; leaf k { type string { pattern '[a-z]*'; } } leaf u { type leafref { path "../../li[k=current()/../k]/k"; } } container v; }
            choice h { default o; case o { leaf r { type bits { bit a; bit b { position 3; } } } } } leaf-list ls { type union { type uint8; type identityref { base i; } } default 1; } }
          rpc r { input { leaf a { type enumeration { enum x; enum y { value 4; } } default y; } } } augment "/m:c/m:li/m:v" { when "../m:k = 'x'"; leaf aug { type boolean; } }
          deviation /m:c/m:ls { deviate add { must ". != 3"; } deviate replace { type string; } }
        }
        """;

    private static readonly string[] Expressions =
    [
        "count(../li[k = current()/../r]/n) > 1 and not(/m:c/m:li[last()]/preceding-sibling::*[position() mod 2 = 1])",
        "derived-from-or-self(deref(l)/../id, 'm:i') or re-match(string(l), '[a-z]{1,3}|\\d+')",
        "sum(//li/n) div 3 * -2 + 1.5 - number(\"4\") | //*[name() = 'l']/ancestor-or-self::node()",
        "translate(concat('a', substring-before(\"a-b\", '-')), 'ab', normalize-space(' c ')) = string-length()",
        "/c/li[k='a'][u=\"b\"]/following::text()/../self::comment() != bit-is-set(., 'x') = enum-value(e)",
        "((((l))))[1][2]/descendant-or-self::m:li/@x/namespace::*/processing-instruction('a')",
    ];

    private static readonly string[] Patterns =
    [
        @"(([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])\.){3}([0-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])(%[\p{N}\p{L}]+)?",
        @"((:|[0-9a-fA-F]{0,4}):)([0-9a-fA-F]{0,4}:){0,5}((([0-9a-fA-F]{0,4}:)?(:|[0-9a-fA-F]{0,4}))|(.*\i\c*))",
        @"[\w-[aeiou]]+(\.[a-z\-\\^]*)?\p{IsBasicLatin}{2,}[^\d\s]", @"(a*)*(a|aa)+b{3,300}", @"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[\+\-]\d{2}:\d{2})",
    ];

    [TestMethod]
    [DataRow(11)]
    [DataRow(12)]
    public void Module_text(int seed) => Run(seed, "{};\"'+/*\\\n \t:.|<>\u0000\uFFFE\uD800é", [Module, Small], text =>
    {
        var result = YangParser.Parse(text, null);
        return !result.HasErrors;
    });

    [TestMethod]
    [DataRow(13)]
    public void Compiled_module(int seed) => Run(seed, "{};\"':.|/[]=0m", [Small], text =>
        new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("m", null, text, null)).Compile().Context is not null);

    [TestMethod]
    [DataRow(14)]
    [DataRow(15)]
    public void Xpath(int seed)
    {
        var context = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("m", null, Small, null)).Compile().Context!; // correct
        using var reader = XmlReader.Create(
            new StringReader("<data><c xmlns='urn:m'><l>9</l><li><k>a</k><u>a</u><v><aug>true</aug></v></li><li><k>b</k></li><ls>4</ls><ls>m:j</ls></c></data>"),
            XmlDataReader.Settings);
        var tree = XmlDataReader.ReadData(reader, context).ToTree(context);
        Run(seed, "()[]/.@:*|'\"$ -=<>!0", Expressions, text =>
        {
            if (!XPathFilter.TryCompile(text, new Dictionary<string, string> { ["m"] = "urn:m" }, context, out var filter, out _))
            {
                return false;
            }

            filter.Evaluate(tree, 100_000);
            return true;
        });
    }

    [TestMethod]
    [DataRow(16)]
    [DataRow(17)]
    public void Pattern(int seed) => Run(seed, "()[]{}|*+?\\-^.,pPdwsic01a\uD83D", Patterns, text =>
    {
        if (!XsdPattern.TryCreate(text, out var pattern, out _))
        {
            return false;
        }

        foreach (var value in (string[])["", "10.0.0.1", "fe80::1%eth0", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab", "2020-02-29T00:00:00Z", "\uD83D\uDE00\uD83D"])
        {
            pattern.IsMatch(value);
        }

        return true;
    });

    [TestMethod]
    public void Depth_and_repetition_are_bounded_with_an_error()
    {
        const int Many = 200_000;
        var module = new StringBuilder("module m { namespace urn:m; prefix m; ");
        for (var i = 0; i < Many; i++)
        {
            module.Append("container a { ");
        }

        Assert.IsTrue(YangParser.Parse(module.ToString(), null).HasErrors);
        foreach (var open in (string[])["(", "a[", "not(", "a/", "- ("])
        {
            _ = YangXPath.Compile(string.Concat(Enumerable.Repeat(open, Many)) + "1", new ModuleNameScopeForTest(), out var error);
            Assert.IsNotNull(error, open);
        }

        Assert.IsFalse(XsdPattern.TryCreate(new string('(', Many) + "a" + new string(')', Many), out _, out _));
        Assert.IsFalse(XsdPattern.TryCreate(string.Concat(Enumerable.Repeat("(", 8)) + "a" + string.Concat(Enumerable.Repeat("{1000})", 8)), out _, out _));
        Assert.IsTrue(XsdPattern.TryCreate("(a*)*b", out var exponential, out _));
        Assert.IsFalse(exponential.IsMatch(new string('a', Many)));
        Assert.IsFalse(IfFeatureExpression.TryParse(new string('(', Many) + "a", out _));
    }

    private static void Run(int seed, string interesting, IReadOnlyList<string> corpus, Func<string, bool> judge)
    {
        var mutator = new TextMutator(seed, interesting);
        var (good, bad) = (0, 0);
        for (var i = 0; i < TextMutator.Iterations; i++)
        {
            var text = mutator.Next(mutator.Pick(corpus));
            var start = Stopwatch.GetTimestamp();
            try
            {
                _ = judge(text) ? good++ : bad++;
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"seed {seed + TextMutator.SeedOffset}, iteration {i}: {text}", e);
            }

            Assert.IsLessThan(Hang, Stopwatch.GetElapsedTime(start), $"seed {seed + TextMutator.SeedOffset}, iteration {i}: {text}");
        }

        Console.WriteLine($"seed {seed + TextMutator.SeedOffset}: {good} accepted, {bad} refused");
        Assert.IsTrue(good > 10 && bad > 10, $"seed {seed}: {good} accepted, {bad} refused");
    }

    private sealed class ModuleNameScopeForTest : IXPathScope
    {
        public string? DefaultNamespace => "urn:m";

        public string? NamespaceOf(string prefix) => null;

        public YangModule? ModuleOf(string prefix) => null;

        public string PrefixOf(YangModule module) => module.Prefix;
    }
}
