namespace AcrNetconf.Yang.XPath;

/// <summary>Addition, subtraction, multiplication, div, mod (XPath 1.0 §3.5).</summary>
internal sealed class ArithmeticExpression(int position, XPathTokenKind operation, Expression left, Expression right) : Expression(position)
{
    public override IEnumerable<Expression> Children => [left, right];

    public override XPathValue Evaluate(in EvaluationContext context)
    {
        var a = left.Evaluate(context).ToNumber(context);
        var b = right.Evaluate(context).ToNumber(context);
        return XPathValue.From(operation switch
        {
            XPathTokenKind.Plus => a + b,
            XPathTokenKind.Minus => a - b,
            XPathTokenKind.Multiply => a * b,
            XPathTokenKind.Divide => a / b,
            _ => a % b, // C# % has the sign of the dividend, as mod has
        });
    }
}
