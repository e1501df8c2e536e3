using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using System.Xml.XPath;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.UnitTests.Yang.XPath;

/// <summary>Core XPath against System.Xml.XPath, on random documents and expressions.</summary>
[TestClass]
public sealed class XPathOracleTests
{
    private static readonly SchemaContext Context = OracleDocument.CreateSchema();

    [TestMethod]
    [DataRow(1, 1500)]
    [DataRow(20261122, 1500)]
    [DataRow(77, 1500)]
    public void Random_expressions_give_what_the_oracle_gives(int seed, int count)
    {
        var random = new Random(seed);
        var expressions = new OracleExpressions(random);
        var document = OracleDocument.Create(Context, random);
        for (var i = 0; i < count; i++)
        {
            if (i % 25 == 0)
            {
                document = OracleDocument.Create(Context, random);
            }

            var text = expressions.Any(3);
            var all = document.Document.Descendants().ToList();
            var node = all[random.Next(all.Count)];
            var expected = Oracle(node, text);
            var actual = Ours(document.Tree, node, text);
            Assert.AreEqual(expected, actual, $"seed {seed}, expression {i}: {text}\nat {PathOf(node)} in\n{document.Document}");
        }
    }

    private static string Oracle(XElement node, string text)
    {
        var result = node.CreateNavigator().Evaluate(text);
        return result switch
        {
            bool truth => truth ? "true" : "false",
            double number => Canonical(number),
            string value => '"' + value + '"',
            XPathNodeIterator nodes => string.Join(' ', nodes.Cast<XPathNavigator>().Select(PathOf)),
            _ => throw new InvalidOperationException(),
        };
    }

    private static string Ours(RootNode tree, XElement node, string text)
    {
        var scope = new ModuleScope(Context.Modules[0], Context.Modules[0], Context.Modules[0].Prefixes);
        var compiled = YangXPath.Compile(text, scope, out var error);
        Assert.IsNotNull(compiled, $"{text}: {error}");
        var session = new XPathSession(Context, tree, XPathScopeOfData.Everything);
        var at = Locate(session, node);
        var context = new EvaluationContext(at, session, compiled.Scope);
        var value = compiled.Root.Evaluate(context);
        return value.Kind switch
        {
            XPathValueKind.Boolean => value.Boolean ? "true" : "false",
            XPathValueKind.Number => Canonical(value.Number),
            XPathValueKind.String => '"' + value.Text + '"',
            _ => string.Join(' ', Enumerate(value, session)),
        };
    }

    private static IEnumerable<string> Enumerate(XPathValue value, XPathSession session)
    {
        var nodes = value.ToNodeSet(session);
        for (var i = 0; i < nodes.Count; i++)
        {
            yield return PathOf(nodes[i], session);
        }
    }

    private static string Canonical(double number) => number == 0 ? "0" : number.ToString("R", CultureInfo.InvariantCulture);

    private static XPathNode Locate(XPathSession session, XElement element)
    {
        if (element.Parent is not { } parent)
        {
            return session.FindChild(session.Root, ((SchemaBranch)session.Root.Schema).DataChildren[0])!;
        }

        var at = Locate(session, parent);
        var children = new NodeSet();
        session.AddChildren(at, ((SchemaBranch)at.Schema).DataChildren.Single(child => child.Name == element.Name.LocalName), children);
        return children[element.ElementsBeforeSelf(element.Name).Count()];
    }

    private static string PathOf(XElement element)
        => (element.Parent is null ? "" : PathOf(element.Parent)) + $"/{element.Name.LocalName}[{element.ElementsBeforeSelf(element.Name).Count() + 1}]";

    private static string PathOf(XPathNavigator navigator) => navigator.UnderlyingObject switch
    {
        XDocument => "/",
        XElement element => PathOf(element),
        XText text => PathOf(text.Parent!) + "/text()",
        _ => throw new InvalidOperationException(),
    };

    private static string PathOf(XPathNode node, XPathSession session)
    {
        if (node.IsRoot)
        {
            return "/";
        }

        if (node.IsText)
        {
            return PathOf(node.Parent!, session) + "/text()";
        }

        var parent = node.Parent!.IsRoot ? "" : PathOf(node.Parent, session);
        var position = node.Schema is ListSchema or LeafListSchema ? session.PositionOf(node) + 1 : 1;
        return $"{parent}/{node.Schema.Name}[{position}]";
    }
}
