namespace AcrNetconf.Yang.XPath;

/// <summary>A chain of <c>and</c> or of <c>or</c>, evaluated left to right until decided (XPath 1.0 §3.4).</summary>
internal sealed class LogicalExpression(int position, bool isOr, IReadOnlyList<Expression> operands) : Expression(position)
{
    private readonly Expression[] _operands = [.. operands];

    public bool IsOr => isOr;

    public IReadOnlyList<Expression> Operands => _operands;

    public override IEnumerable<Expression> Children => _operands;

    public override XPathValue Evaluate(in EvaluationContext context) => XPathValue.From(EvaluateBoolean(context));

    public override bool EvaluateBoolean(in EvaluationContext context)
    {
        foreach (var operand in _operands)
        {
            if (operand.EvaluateBoolean(context) == isOr)
            {
                return isOr;
            }
        }

        return !isOr;
    }
}
