using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>=, !=, &lt;, &lt;=, &gt;, &gt;= (XPath 1.0 §3.4): on node-sets true when some pair of nodes satisfies it.</summary>
internal sealed class ComparisonExpression(int position, XPathTokenKind operation, Expression left, Expression right) : Expression(position)
{
    public XPathTokenKind Operation => operation;

    public Expression Left => left;

    public Expression Right => right;

    public override IEnumerable<Expression> Children => [left, right];

    private bool IsEquality => operation is XPathTokenKind.Equal or XPathTokenKind.NotEqual;

    public override XPathValue Evaluate(in EvaluationContext context) => XPathValue.From(EvaluateBoolean(context));

    public override bool EvaluateBoolean(in EvaluationContext context)
        => Compare(left.Evaluate(context), right.Evaluate(context), context);

    private bool Compare(in XPathValue a, in XPathValue b, in EvaluationContext context)
    {
        if (a.Kind == XPathValueKind.NodeSet && b.Kind == XPathValueKind.NodeSet)
        {
            return CompareSets(a, b, context);
        }

        if (a.Kind == XPathValueKind.NodeSet)
        {
            return CompareSet(a, b, setIsLeft: true, context);
        }

        return b.Kind == XPathValueKind.NodeSet ? CompareSet(b, a, setIsLeft: false, context) : CompareScalars(a, b, context);
    }

    private bool CompareScalars(in XPathValue a, in XPathValue b, in EvaluationContext context)
    {
        if (!IsEquality)
        {
            return Relation(a.ToNumber(context), b.ToNumber(context));
        }

        bool equal;
        if (a.Kind == XPathValueKind.Boolean || b.Kind == XPathValueKind.Boolean)
        {
            equal = a.ToBoolean() == b.ToBoolean();
        }
        else if (a.Kind == XPathValueKind.Number || b.Kind == XPathValueKind.Number)
        {
            equal = a.ToNumber(context) == b.ToNumber(context);
        }
        else
        {
            equal = a.Text == b.Text;
        }

        return equal == (operation == XPathTokenKind.Equal);
    }

    private bool CompareSet(in XPathValue set, in XPathValue other, bool setIsLeft, in EvaluationContext context)
    {
        if (other.Kind == XPathValueKind.Boolean)
        {
            var exists = XPathValue.From(set.ToBoolean());
            return setIsLeft ? CompareScalars(exists, other, context) : CompareScalars(other, exists, context);
        }

        var byNumber = !IsEquality || other.Kind == XPathValueKind.Number;
        var number = byNumber ? other.ToNumber(context) : 0;
        for (var i = 0; i < set.NodeCount; i++)
        {
            var node = set.NodeAt(i);
            bool holds;
            if (byNumber)
            {
                var own = node.ToNumber(context);
                holds = setIsLeft ? Relation(own, number) : Relation(number, own);
            }
            else
            {
                holds = EqualsText(node, other.Text, context) == (operation == XPathTokenKind.Equal);
            }

            if (holds)
            {
                return true;
            }
        }

        return false;
    }

    private bool CompareSets(in XPathValue a, in XPathValue b, in EvaluationContext context)
    {
        if (IsEquality && a.NodeCount * (long)b.NodeCount > 64)
        {
            return CompareLargeSets(a, b, context);
        }

        for (var i = 0; i < a.NodeCount; i++)
        {
            var left = a.NodeAt(i);
            for (var j = 0; j < b.NodeCount; j++)
            {
                var right = b.NodeAt(j);
                var holds = IsEquality
                    ? EqualNodes(left, right, context) == (operation == XPathTokenKind.Equal)
                    : Relation(left.ToNumber(context), right.ToNumber(context));
                if (holds)
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>Through a hash of string-values, so that two large sets do not cost their product.</summary>
    private bool CompareLargeSets(in XPathValue a, in XPathValue b, in EvaluationContext context)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < a.NodeCount; i++)
        {
            texts.Add(a.NodeAt(i).ToText(context));
        }

        for (var j = 0; j < b.NodeCount; j++)
        {
            var known = texts.Contains(b.NodeAt(j).ToText(context));
            if (operation == XPathTokenKind.Equal ? known : texts.Count > 1 || !known)
            {
                return true;
            }
        }

        return false;
    }

    private static bool EqualNodes(XPathNode left, XPathNode right, in EvaluationContext context)
    {
        var a = left.Value;
        var b = right.Value;
        // Equal typed values have equal text; different values of one base type have different text, save where text hides more.
        if (a.IsValid && b.IsValid && a.Type.Base == b.Type.Base && a.Type.Base is YangBaseType.String or YangBaseType.IdentityRef)
        {
            return Equals(a.Object, b.Object);
        }

        return left.ToText(context) == right.ToText(context);
    }

    private static bool EqualsText(XPathNode node, string text, in EvaluationContext context)
    {
        var value = node.Value;
        if (value.Object is not YangIdentity identity)
        {
            return node.ToText(context) == text;
        }

        // RFC 7950 §9.10 leaves identities without canonical form: compare the identity meant, not the prefix chosen.
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return text.AsSpan(colon + 1).SequenceEqual(identity.Name)
            && (ReferenceEquals(context.Scope.ModuleOf(colon < 0 ? "" : text[..colon]), identity.Module)
                || (colon > 0 && text.AsSpan(0, colon).SequenceEqual(context.Scope.PrefixOf(identity.Module))));
    }

    private bool Relation(double a, double b) => operation switch
    {
        XPathTokenKind.Equal => a == b,
        XPathTokenKind.NotEqual => a != b,
        XPathTokenKind.Less => a < b,
        XPathTokenKind.LessOrEqual => a <= b,
        XPathTokenKind.Greater => a > b,
        _ => a >= b,
    };
}
