namespace AcrNetconf.Yang.XPath;

/// <summary>A parsed XPath expression. Immutable after name resolution; shared by all evaluations.</summary>
internal abstract class Expression
{
    private protected Expression(int position) => Position = position;

    /// <summary>0-based offset in the text, for diagnostics.</summary>
    public int Position { get; }

    /// <summary>Direct subexpressions, predicates of steps included.</summary>
    public abstract IEnumerable<Expression> Children { get; }

    /// <summary>On which nodes the value depends; set by <see cref="DependenceAnalysis"/>.</summary>
    public Dependence Dependence { get; set; }

    public abstract XPathValue Evaluate(in EvaluationContext context);

    /// <summary>Value as boolean; cheaper than the full value where existence is enough.</summary>
    public virtual bool EvaluateBoolean(in EvaluationContext context) => Evaluate(context).ToBoolean();
}
