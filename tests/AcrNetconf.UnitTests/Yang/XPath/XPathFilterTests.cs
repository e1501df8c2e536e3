using AcrNetconf.UnitTests.Yang.Validation;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.UnitTests.Yang.XPath;

[TestClass]
public sealed class XPathFilterTests
{
    private const string Model = "container c { list e { key k; leaf k { type string; } leaf v { type uint8; default 3; } } leaf-list l { type string; } }";
    private const string Data = "<c><e><k>a</k><v>1</v></e><e><k>b</k></e><l>x</l><l>y</l></c>";

    private static readonly Dictionary<string, string> Prefixes = new() { ["p"] = "urn:t" };

    [TestMethod]
    [DataRow("/p:c/p:e[p:k='b']", "/t:c/e[k='b']")]
    [DataRow("/c/e/k", "/t:c/e[k='a']/k /t:c/e[k='b']/k", DisplayName = "unprefixed names match in any module")]
    [DataRow("/t:c/t:l[.='y']", "/t:c/l[.='y']", DisplayName = "module name as prefix")]
    [DataRow("//k[.='a']/..", "/t:c/e[k='a']")]
    [DataRow("/*/e[v=3]", "/t:c/e[k='b']", DisplayName = "defaults can be tested")]
    [DataRow("/c/e/v", "/t:c/e[k='a']/v", DisplayName = "but not selected")]
    [DataRow("/c/e[1] | /c/e[k='a']", "/t:c/e[k='a']", DisplayName = "each node once")]
    [DataRow("/c/e/k/text()", "/t:c/e[k='a']/k /t:c/e[k='b']/k", DisplayName = "text stands for its leaf")]
    [DataRow("/nothing", "")]
    [DataRow("/", "/")]
    public void Filter_selects(string text, string expected)
    {
        var bench = ValidationBench.For(Model);
        Assert.IsTrue(XPathFilter.TryCompile(text, Prefixes, bench.Context, out var filter, out var error), error?.ToString());
        var result = filter.Evaluate(bench.Tree(Data));
        Assert.IsNull(result.Error);
        Assert.AreEqual(expected, string.Join(' ', result.Paths));
    }

    [TestMethod]
    [DataRow("/p:c/p:e[/other]", true)]
    [DataRow("/d/x | /c/l", true)]
    [DataRow("c/e", true, DisplayName = "the context is the root")]
    [DataRow("/*", true)]
    [DataRow("//k", true)]
    [DataRow("/", true)]
    [DataRow("/d[/c]", false)]
    [DataRow("/d/x | /d/y", false)]
    public void Filter_knows_what_it_cannot_select(string text, bool mayBe)
    {
        var bench = ValidationBench.For(Model);
        Assert.IsTrue(XPathFilter.TryCompile(text, Prefixes, bench.Context, out var filter, out var error), error?.ToString());
        Assert.AreEqual(mayBe, filter.MaySelect(bench.Context.Root.FindDataChild("urn:t", "c")!)); // the model has it
    }

    [TestMethod]
    public void Expression_that_is_no_node_set_is_an_error()
    {
        var bench = ValidationBench.For(Model);
        Assert.IsTrue(XPathFilter.TryCompile("count(/c)", Prefixes, bench.Context, out var filter, out _));
        Assert.AreEqual("\"count(/c)\" gives a number, not a node-set", filter.Evaluate(bench.Tree(Data)).Error);
    }

    [TestMethod]
    public void Unknown_prefix_is_an_error()
        => Assert.IsFalse(XPathFilter.TryCompile("/zz:c", Prefixes, ValidationBench.For(Model).Context, out _, out _));

    [TestMethod]
    public void Work_is_bounded()
    {
        var bench = ValidationBench.For(Model);
        Assert.IsTrue(XPathFilter.TryCompile("//*[//*[//*[//*[//*[//*]]]]]/zz", Prefixes, bench.Context, out var filter, out _));
        Assert.IsNotNull(filter.Evaluate(bench.Tree(Data), budget: 10).Error);
    }

    [TestMethod]
    public void Work_of_a_pattern_counts()
    {
        // The automaton of this pattern has a new state for nearly every character of such a text.
        var bench = ValidationBench.For(Model);
        var random = new Random(1);
        var text = string.Concat(Enumerable.Range(0, 2000).Select(_ => "ab"[random.Next(2)]));
        Assert.IsTrue(XPathFilter.TryCompile($"/*[re-match('{text}', '(a|b)*a(a|b){{500}}')]", Prefixes, bench.Context, out var filter, out _));
        Assert.IsNotNull(filter.Evaluate(bench.Tree(Data), budget: 50_000).Error);
        Assert.IsNull(filter.Evaluate(bench.Tree(Data), budget: 50_000_000).Error);
    }
}
