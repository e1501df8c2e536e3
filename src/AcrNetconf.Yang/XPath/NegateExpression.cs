namespace AcrNetconf.Yang.XPath;

/// <summary>Unary minus.</summary>
internal sealed class NegateExpression(int position, Expression operand) : Expression(position)
{
    public override IEnumerable<Expression> Children => [operand];

    public override XPathValue Evaluate(in EvaluationContext context) => XPathValue.From(-operand.Evaluate(context).ToNumber(context));
}
