using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.UnitTests.Yang.Syntax;

[TestClass]
public sealed class YangParserTests
{
    [TestMethod]
    [DataRow("a", "a")]
    [DataRow("'a b'", "a b")]
    [DataRow("\"a\" + 'b'  +\n \"c\"", "abc")]
    [DataRow("\"a\\nb\\t\\\"\\\\\"", "a\nb\t\"\\")]
    [DataRow("'a\\n'", "a\\n")]
    [DataRow("a/b", "a/b")]
    [DataRow("a+b", "a+b")]
    [DataRow("\"x  \n y\"", "x\ny")]
    [DataRow("\"x\\t  \n y\"", "x\t\ny")]
    [DataRow("\"//no /* comment */\"", "//no /* comment */")]
    [DataRow("a/**/", "a")]
    public void Argument_is_read_as_written(string source, string expected)
    {
        var result = YangParser.Parse($"module m {{ namespace u; prefix p; contact\n{source}; }}", "f");
        Assert.IsFalse(result.HasErrors, string.Join('\n', result.Diagnostics));
        Assert.AreEqual(expected, result.Root!.ArgumentOf(YangKeyword.Contact));
    }

    [TestMethod]
    public void Indentation_is_cut_to_the_column_after_the_quote()
    {
        const string Text = "module m { namespace u; prefix p;\n  contact \"one\n             two\n         three\n\t\tfour\"; }";
        Assert.AreEqual("one\n  two\nthree\n     four", YangParser.Parse(Text, null).Root!.ArgumentOf(YangKeyword.Contact));
    }

    [TestMethod]
    [DataRow("module m { namespace u; prefix p; yang-version 1.1; contact \"\\q\"; }", 1, 63, "backslash")]
    [DataRow("module m { namespace u; prefix p; yang-version 1.1; contact a'b; }", 1, 62, "quote")]
    [DataRow("module m { namespace u; prefix p; /* ", 1, 35, "comment")]
    [DataRow("module m { namespace u; prefix p; contact \"x }", 1, 43, "quoted string")]
    [DataRow("module m { namespace u; prefix p; contact 'x'y; }", 1, 46, "\";\" or \"{\"")]
    [DataRow("module m { namespace u; prefix p; contact 'x'", 1, 46, "the end of the text")]
    [DataRow("module m {\n namespace u; prefix p; } }", 2, 27, "closes nothing")]
    [DataRow("module m { namespace u; prefix p; contact\"x\"; }", 1, 42, "directly after")]
    [DataRow("module m { namespace u; prefix p; contact a\u0001b; }", 1, 44, "U+0001")]
    [DataRow("module m { namespace u; prefix p; contact 'a' + b; }", 1, 49, "another quoted string")]
    public void Syntax_error_names_place_and_reason(string text, int line, int column, string fragment)
    {
        var diagnostic = YangParser.Parse(text, "f").Diagnostics.First(d => d.Message.Contains(fragment, StringComparison.Ordinal));
        Assert.AreEqual(new SourceSpan("f", line, column), diagnostic.Span);
        Assert.AreEqual(DiagnosticSeverity.Error, diagnostic.Severity);
    }

    [TestMethod]
    public void Yang_1_keeps_unknown_escapes_and_inner_quotes()
    {
        var result = YangParser.Parse("module m { namespace u; prefix p; organization a'b; contact \"\\q\"; }", null);
        Assert.IsFalse(result.HasErrors);
        Assert.AreEqual("\\q", result.Root!.ArgumentOf(YangKeyword.Contact));
    }

    [TestMethod]
    public void All_errors_of_a_text_are_reported()
    {
        const string Text = """
            module m {
              yang-version 1.1; namespace "urn:m"; prefix m;
              leaf a { }
              leaf b { type string; type int8; }
              container c { config maybe; bogus x; }
              leaf 1d { type string; }
              import late { prefix l; }
            }
            """;
        var lines = YangParser.Parse(Text, null).Diagnostics.Select(d => d.Span.Line).Distinct().Order();
        CollectionAssert.AreEqual(new[] { 3, 4, 5, 6, 7 }, lines.ToArray());
    }

    [TestMethod]
    public void Nesting_is_bounded()
    {
        var text = "module m { namespace u; prefix p; " + string.Concat(Enumerable.Repeat("container c {", 100_000));
        Assert.IsTrue(YangParser.Parse(text, null).Diagnostics.Any(d => d.Message.Contains("deep", StringComparison.Ordinal)));
    }

    [TestMethod]
    public void Random_mutations_never_throw()
    {
        const string Seed = "module m { yang-version 1.1; namespace 'u'; prefix p; leaf a { type string { length \"1..2|4\"; } must \"a = 'b'\"; } /* c */ // d\n }";
        var random = new Random(1);
        for (var i = 0; i < 20_000; i++)
        {
            var text = Seed.ToCharArray();
            for (var n = random.Next(1, 6); n > 0; n--)
            {
                text[random.Next(text.Length)] = "{};\"'\\/*+ \na:\0\uD800"[random.Next(15)];
            }

            Assert.IsNotNull(YangParser.Parse(new string(text), null));
        }
    }
}
