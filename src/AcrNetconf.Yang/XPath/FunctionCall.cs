namespace AcrNetconf.Yang.XPath;

/// <summary>A call of a core (XPath 1.0 §4) or YANG (RFC 7950 §10) function.</summary>
internal sealed class FunctionCall(int position, XPathFunction function, IReadOnlyList<Expression> arguments) : Expression(position)
{
    private readonly Expression[] _arguments = [.. arguments];

    public XPathFunction Function => function;

    public IReadOnlyList<Expression> Arguments => _arguments;

    /// <summary>True when the value is worth keeping per anchor.</summary>
    public bool IsShared { get; set; }

    public override IEnumerable<Expression> Children => _arguments;

    public override XPathValue Evaluate(in EvaluationContext context)
        => IsShared
            ? SharedValue.Get(this, context, static (Expression expression, in EvaluationContext at) => ((FunctionCall)expression).Call(at))
            : Call(context);

    private XPathValue Call(in EvaluationContext context) => function.Body(_arguments, context);
}
