namespace AcrNetconf.Yang.XPath;

/// <summary>Union of node-sets (XPath 1.0 §3.3).</summary>
internal sealed class UnionExpression(int position, IReadOnlyList<Expression> operands) : Expression(position)
{
    public override IEnumerable<Expression> Children => operands;

    public override XPathValue Evaluate(in EvaluationContext context)
    {
        var result = new NodeSet();
        foreach (var operand in operands)
        {
            var value = operand.Evaluate(context);
            for (var i = 0; i < value.NodeCount; i++)
            {
                result.Add(value.NodeAt(i));
            }
        }

        result.Distinct().MarkUnordered();
        return XPathValue.From(result);
    }

    public override bool EvaluateBoolean(in EvaluationContext context)
    {
        foreach (var operand in operands)
        {
            if (operand.EvaluateBoolean(context))
            {
                return true;
            }
        }

        return false;
    }
}
