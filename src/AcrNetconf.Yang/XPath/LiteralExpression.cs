namespace AcrNetconf.Yang.XPath;

/// <summary>A string or number written in the expression.</summary>
internal sealed class LiteralExpression(int position, XPathValue value) : Expression(position)
{
    public XPathValue Value { get; } = value;

    public override IEnumerable<Expression> Children => [];

    public override XPathValue Evaluate(in EvaluationContext context) => Value;
}
