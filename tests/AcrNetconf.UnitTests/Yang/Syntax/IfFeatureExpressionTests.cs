using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.UnitTests.Yang.Syntax;

[TestClass]
public sealed class IfFeatureExpressionTests
{
    [TestMethod]
    [DataRow("t", true)]
    [DataRow("f", false)]
    [DataRow("not f", true)]
    [DataRow("not not t", true)]
    [DataRow("t and f", false)]
    [DataRow("t or f and f", true)]
    [DataRow("(t or f) and f", false)]
    [DataRow("not (t and f) and t", true)]
    [DataRow("not f and not f", true)]
    [DataRow("f or (t)", true)]
    [DataRow("f\n or\tt", true)]
    public void Expression_has_the_value_precedence_gives_it(string text, bool expected)
    {
        Assert.IsTrue(IfFeatureExpression.TryParse(text, out var expression));
        Assert.AreEqual(expected, expression.Evaluate(name => name == "t"));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("t and")]
    [DataRow("and")]
    [DataRow("(t")]
    [DataRow("t)")]
    [DataRow("t t")]
    [DataRow("not")]
    [DataRow("a:b:c")]
    [DataRow("f or(t)")]
    [DataRow("(f)or t")]
    [DataRow("not(t)")]
    public void Broken_expression_is_refused(string text) => Assert.IsFalse(IfFeatureExpression.TryParse(text, out _));
}
