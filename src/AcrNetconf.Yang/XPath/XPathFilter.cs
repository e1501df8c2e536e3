using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.XPath;

/// <summary>An XPath expression a client sends to select data (RFC 6241 §8.9). Immutable; can be evaluated on many trees.</summary>
/// <remarks>
/// Prefixes mean what the client declared; undeclared ones may be module names or modules' own prefixes. Names without prefix match in
/// any module. Work is bounded: an expression that visits more nodes than <see cref="DefaultBudget"/> ends with an error.
/// <code>
/// if (XPathFilter.TryCompile("/p:ptp-adaptive/p:server[p:id='1']", prefixes, schema, out var filter, out var error))
///     foreach (var path in filter.Evaluate(tree).Paths) ...
/// </code>
/// </remarks>
public sealed class XPathFilter
{
    /// <summary>Nodes one evaluation may visit unless told otherwise.</summary>
    public const long DefaultBudget = 50_000_000;

    private readonly CompiledExpression _expression;
    private readonly SchemaContext _context;

    private XPathFilter(string text, CompiledExpression expression, SchemaContext context)
    {
        Text = text;
        _expression = expression;
        _context = context;
    }

    /// <summary>As the client wrote it.</summary>
    public string Text { get; }

    /// <summary>With module names for the prefixes, so that it means the same anywhere.</summary>
    public string PortableText => StringType.WithModuleNames(Text, new ScopePrefixes(_expression.Scope));

    /// <summary>Compiles a filter. Never throws on bad expressions.</summary>
    /// <param name="text">The select attribute.</param>
    /// <param name="prefixes">Prefix to XML namespace, as declared where the filter stands.</param>
    /// <param name="context">The schema the data has.</param>
    /// <param name="filter">The filter on success.</param>
    /// <param name="error">Why not, otherwise.</param>
    public static bool TryCompile(
        string text,
        IReadOnlyDictionary<string, string> prefixes,
        SchemaContext context,
        [NotNullWhen(true)] out XPathFilter? filter,
        [NotNullWhen(false)] out XPathSyntaxError? error)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(prefixes);
        ArgumentNullException.ThrowIfNull(context);
        var expression = YangXPath.Compile(text, new FilterScope(context, prefixes), out error);
        filter = expression is null ? null : new(text, expression, context);
        return filter is not null;
    }

    /// <summary>Selects from a tree; defaults and empty containers can be tested but only data that is really there is selected.</summary>
    public XPathFilterResult Evaluate(DataTree tree, long budget = DefaultBudget)
    {
        ArgumentNullException.ThrowIfNull(tree);
        try
        {
            var session = new XPathSession(_context, tree.Root, XPathScopeOfData.Everything, budget);
            var value = _expression.Root.Evaluate(new(session.Root, session, _expression.Scope));
            return value.Kind == XPathValueKind.NodeSet
                ? new(Select(value.ToNodeSet(session)), null)
                : new([], $"\"{Text}\" gives a {Name(value.Kind)}, not a node-set");
        }
        catch (XPathBudgetException exception)
        {
            return new([], $"\"{Text}\": {exception.Message}");
        }
    }

    /// <summary>False when the expression can select nothing under a top-level node, whatever the data are. Its predicates may look there all the same.</summary>
    public bool MaySelect(SchemaNode topLevel) => MaySelect(_expression.Root, topLevel);

    /// <summary>True when the expression is true of a notification: selects something, or is a true value (RFC 8639 §2.2). It sees the notification as the only top-level node (RFC 5277 §3.6).</summary>
    public bool Matches(NotificationNode notification, long budget = DefaultBudget)
    {
        ArgumentNullException.ThrowIfNull(notification);
        try
        {
            var session = new XPathSession(_context, DataTree.Empty(_context).Root, XPathScopeOfData.Everything, budget);
            session.Invite(session.Root, notification.Schema, notification);
            var value = _expression.Root.Evaluate(new(session.Root, session, _expression.Scope));
            return value.Kind switch
            {
                XPathValueKind.NodeSet => value.NodeCount > 0,
                XPathValueKind.Boolean => value.Boolean,
                XPathValueKind.Number => value.Number is not (0 or double.NaN),
                _ => value.Text.Length > 0,
            };
        }
        catch (XPathBudgetException)
        {
            return false;
        }
    }

    private static bool MaySelect(Expression expression, SchemaNode topLevel) => expression switch
    {
        UnionExpression union => union.Children.Any(operand => MaySelect(operand, topLevel)),
        PathExpression { Start: not PathStart.Expression, Steps: [{ Axis: XPathAxis.Child } first, ..] } => first.Test.Matches(topLevel),
        _ => true,
    };

    private static ImmutableArray<InstancePath> Select(NodeSet nodes)
    {
        var paths = ImmutableArray.CreateBuilder<InstancePath>(nodes.Count);
        for (var i = 0; i < nodes.Count; i++)
        {
            // The text of a leaf stands for the leaf: a reply consists of elements.
            var node = nodes[i].IsText ? nodes[i].Parent! : nodes[i]; // text always has a parent
            if (!node.IsImplicit)
            {
                paths.Add(ViolationList.PathOf(node));
            }
        }

        return paths.DrainToImmutable();
    }

    private static string Name(XPathValueKind kind) => kind switch
    {
        XPathValueKind.Boolean => "boolean",
        XPathValueKind.Number => "number",
        _ => "string",
    };
}
