using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.XPath;

/// <summary>Finds whens that depend on themselves (RFC 7950 §7.21.5: there must be no circular dependencies among them).</summary>
/// <remarks>
/// A when depends on the whens of all nodes it names and of the nodes around those, except what is around its own node. Wildcards and the
/// whens of choice, case, uses and augment are left out: they are evaluated on another node than the one they decide about.
/// </remarks>
internal sealed class WhenCircles
{
    private readonly Dictionary<SchemaNode, (YangExpression Expression, HashSet<SchemaNode> Needs)> _whens = [];

    public void Add(SchemaNode node, YangExpression expression, Expression root, SchemaWalk walk)
    {
        if (!NamesOnly(root))
        {
            return;
        }

        if (!_whens.TryGetValue(node, out var when))
        {
            _whens.Add(node, when = (expression, []));
        }

        foreach (var read in walk.Reads)
        {
            // "." asks for the node itself, which is there, without a value, for as long as its when is evaluated; a comparison asks in vain.
            if (!ReferenceEquals(read.Target, node) || root is ComparisonExpression)
            {
                when.Needs.Add(read.Target);
            }
        }
    }

    /// <summary>One error for every circle.</summary>
    public IEnumerable<Diagnostic> Find()
    {
        foreach (var node in _whens.Keys)
        {
            if (Leads(node, node, []))
            {
                var expression = _whens[node].Expression;
                yield return new("circular-when", DiagnosticSeverity.Error, expression.Span, $"when \"{expression.Text}\" of {node.SchemaPath} depends on itself", "RFC 7950 §7.21.5");
            }
        }
    }

    private bool Leads(SchemaNode from, SchemaNode to, HashSet<SchemaNode> seen)
    {
        foreach (var need in _whens[from].Needs)
        {
            if (IsAround(need, from))
            {
                continue;
            }

            for (var at = need; at is not null; at = at.Parent)
            {
                if (_whens.ContainsKey(at) && !IsAround(at, from) && (ReferenceEquals(at, to) || (seen.Add(at) && Leads(at, to, seen))))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>True for an ancestor.</summary>
    private static bool IsAround(SchemaNode node, SchemaNode inner)
    {
        for (var at = inner.Parent; at is not null; at = at.Parent)
        {
            if (ReferenceEquals(at, node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool NamesOnly(Expression expression)
    {
        if (expression is PathExpression path)
        {
            foreach (var step in path.Steps)
            {
                if (step.Axis is not (XPathAxis.Child or XPathAxis.Parent or XPathAxis.Self) || (step.Axis == XPathAxis.Child && step.Test.Kind != NodeTestKind.Name))
                {
                    return false;
                }
            }
        }

        foreach (var child in expression.Children)
        {
            if (!NamesOnly(child))
            {
                return false;
            }
        }

        return true;
    }
}
