using AcrNetconf.UnitTests.Yang.Validation;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.UnitTests.Yang.XPath;

/// <summary>RFC 7950 §10 and what YANG makes of XPath, evaluated on the top container of one document.</summary>
[TestClass]
public sealed class YangFunctionTests
{
    private const string Model =
        """
        identity animal; identity dog { base animal; } identity puppy { base dog; }
        container c {
          leaf kind { type identityref { base animal; } }
          leaf color { type enumeration { enum red { value 4; } enum blue; } }
          leaf flags { type bits { bit up; bit down; bit left; } }
          leaf ref { type leafref { path "../e/k"; } }
          leaf iid { type instance-identifier; }
          leaf dec { type decimal64 { fraction-digits 3; } }
          leaf num { type int32; }
          leaf def { type string; default dd; }
          container np { leaf inner { type uint8; default 8; } }
          list e { key k; leaf k { type string; } leaf v { type uint8; } }
          leaf-list ll { type uint8; default 1; default 2; }
          choice ch { default d1; case d1 { leaf c1 { type uint8; default 11; } } case d2 { leaf c2 { type uint8; default 22; } leaf c3 { type uint8; } } }
        }
        """;

    private const string Data =
        """
        <c><kind>puppy</kind><color>blue</color><flags>left up</flags><ref>b</ref><iid>/t:c/t:e[t:k='a']/t:v</iid>
        <dec>1.50</dec><num>+005</num><e><k>a</k><v>1</v></e><e><k>b</k><v>2</v></e></c>
        """;

    [TestMethod]
    [DataRow("derived-from(kind, 'animal')", "true")]
    [DataRow("derived-from(kind, 't:puppy')", "false")]
    [DataRow("derived-from-or-self(kind, 'puppy')", "true")]
    [DataRow("derived-from(color, 'animal')", "false")]
    [DataRow("kind = 't:puppy'", "true")]
    [DataRow("kind = 'puppy'", "true")]
    [DataRow("kind = 'dog'", "false")]
    [DataRow("string(kind)", "t:puppy")]
    [DataRow("enum-value(color)", "5")]
    [DataRow("enum-value(kind)", "NaN")]
    [DataRow("bit-is-set(flags, 'left')", "true")]
    [DataRow("bit-is-set(flags, 'down')", "false")]
    [DataRow("string(flags)", "up left")]
    [DataRow("deref(ref)/../v", "2")]
    [DataRow("deref(iid)", "1")]
    [DataRow("count(deref(num))", "0")]
    [DataRow("re-match('1.22.333', '\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}')", "true")]
    [DataRow("re-match('aab', 'aa')", "false")]
    [DataRow("e[k = current()/ref]/v", "2")]
    [DataRow("e[current()/ref = k]/v + 1", "3")]
    [DataRow("string(num)", "5")]
    [DataRow("num = 5 and num = '5' and not(num = '05')", "true")]
    [DataRow("string(dec)", "1.5")]
    [DataRow("dec * 2", "3")]
    [DataRow("string(def)", "dd")]
    [DataRow("np/inner", "8")]
    [DataRow("sum(ll)", "3")]
    [DataRow("c1", "11")]
    [DataRow("count(c2)", "0")]
    [DataRow("count(/t:c)", "1")]
    [DataRow("count(ancestor::node())", "1")]
    [DataRow("count(ancestor::*)", "0")]
    [DataRow("name(e)", "t:e")]
    [DataRow("namespace-uri(e)", "urn:t")]
    [DataRow("count(e[2]/preceding-sibling::e)", "1")]
    [DataRow("e[last()]/k", "b")]
    [DataRow("string-length('\U0001F600x')", "2")]
    [DataRow("substring('12345', 1.5, 2.6)", "234")]
    [DataRow("substring('12345', 0, 3)", "12")]
    [DataRow("substring('12345', 0 div 0, 3)", "")]
    [DataRow("substring('12345', -42, 1 div 0)", "12345")]
    [DataRow("substring('12345', -1 div 0, 1 div 0)", "")]
    [DataRow("number(' 12 ')", "12")]
    [DataRow("number('+5')", "NaN")]
    [DataRow("number('1e3')", "NaN")]
    [DataRow("floor(-1.5)", "-2")]
    [DataRow("ceiling(-1.5)", "-1")]
    [DataRow("round(-2.5)", "-2")]
    [DataRow("string(-0)", "0")]
    [DataRow("1 div 0", "Infinity")]
    [DataRow("5 mod -2", "1")]
    [DataRow("-5 mod 2", "-1")]
    [DataRow("1.5 mod 0.5", "0")]
    [DataRow("0.1 + 0.2", "0.30000000000000004")]
    [DataRow("1000000000000000000000", "1000000000000000000000")]
    [DataRow("0.0000001", "0.0000001")]
    [DataRow("missing = false()", "true")]
    [DataRow("missing != 'x'", "false")]
    [DataRow("count(@*)", "0")]
    [DataRow("count(processing-instruction('x'))", "0")]
    [DataRow("local-name(/*)", "c")]
    public void Expression_gives(string expression, string expected) => Assert.AreEqual(expected, Evaluate(expression));

    [TestMethod]
    [DataRow("a b")]
    [DataRow("")]
    [DataRow("foo(")]
    [DataRow("unknown()")]
    [DataRow("count()")]
    [DataRow("count('x')")]
    [DataRow("$v")]
    [DataRow("x:y")]
    [DataRow("'open")]
    [DataRow("1 | 2")]
    [DataRow("e[")]
    [DataRow("nope::e")]
    [DataRow("e/")]
    [DataRow("1..2")]
    [DataRow("t :e")]
    [DataRow("#")]
    public void Bad_expression_is_an_error_with_a_position(string expression)
    {
        var bench = ValidationBench.For(Model);
        var module = bench.Context.FindModule("t")!;
        Assert.IsNull(YangXPath.Compile(expression, new ModuleScope(module, module, module.Prefixes), out var error));
        Assert.IsNotNull(error);
        Assert.IsLessThanOrEqualTo(expression.Length, error.Position);
    }

    [TestMethod]
    public void Nesting_and_chains_are_bounded()
    {
        var bench = ValidationBench.For(Model);
        var module = bench.Context.FindModule("t")!;
        var scope = new ModuleScope(module, module, module.Prefixes);
        Assert.IsNull(YangXPath.Compile(new string('(', 100_000) + "1" + new string(')', 100_000), scope, out _));
        Assert.IsNull(YangXPath.Compile(string.Join('+', Enumerable.Repeat("1", 100_000)), scope, out _));
        Assert.IsNull(YangXPath.Compile(string.Concat(Enumerable.Repeat("e[", 100_000)), scope, out _));
        Assert.IsNotNull(YangXPath.Compile(string.Join(" or ", Enumerable.Repeat("e", 10_000)), scope, out _));
        Assert.IsNotNull(YangXPath.Compile(new string('-', 100_000) + "1", scope, out _));
    }

    private static string Evaluate(string expression)
    {
        var bench = ValidationBench.For(Model);
        var module = bench.Context.FindModule("t")!;
        var compiled = YangXPath.Compile(expression, new ModuleScope(module, module, module.Prefixes), out var error);
        Assert.IsNotNull(compiled, error?.ToString());
        var session = new XPathSession(bench.Context, bench.Tree(Data).Root, XPathScopeOfData.ConfigurationOnly);
        var node = session.FindChild(session.Root, bench.Context.Root.FindDataChild("urn:t", "c")!)!;
        var context = new EvaluationContext(node, session, compiled.Scope);
        return compiled.Root.Evaluate(context).ToText(context);
    }
}
