using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Yang.XPath;

/// <summary>Compiles every expression of a schema context, checks it against the schema, and learns what it reads.</summary>
internal sealed class ExpressionCompiler
{
    private readonly SchemaContext _context;
    private readonly ImmutableArray<Diagnostic>.Builder _diagnostics = ImmutableArray.CreateBuilder<Diagnostic>();
    private readonly HashSet<YangExpression> _compiled = [];
    private readonly HashSet<(YangExpression, string)> _warned = [];
    private readonly List<(ConditionKind Kind, SchemaNode Node, YangExpression Expression, SchemaNode Context)> _uses = [];
    private readonly List<BoundCondition> _conditions = [];

    private ExpressionCompiler(SchemaContext context) => _context = context;

    /// <summary>Binds all must, when and path expressions, and prepares the validator's rules. Called once, when the schema is otherwise complete.</summary>
    /// <returns>Errors for expressions that are none, warnings for names that lead nowhere.</returns>
    public static ImmutableArray<Diagnostic> Bind(SchemaContext context)
    {
        var compiler = new ExpressionCompiler(context);
        compiler.Collect(context.Root);
        compiler.CompileAll();
        compiler.WalkAll();
        RulesCompiler.Run(context, compiler._conditions);
        return compiler._diagnostics.ToImmutable();
    }

    /// <summary>Compiles one expression that stands outside the schema tree: in an unused grouping or typedef.</summary>
    public static Diagnostic? Check(YangExpression expression)
    {
        if (expression.Compiled is not null)
        {
            return null;
        }

        var scope = new ModuleScope(expression.Scope, expression.DefaultModule, expression.Prefixes);
        return YangXPath.Parse(expression.Text, scope, out var error) is null && error is not null ? Fault(expression, error) : null;
    }

    private static Diagnostic Fault(YangExpression expression, XPathSyntaxError error)
        => new("invalid-xpath", DiagnosticSeverity.Error, expression.Span, $"XPath expression \"{expression.Text}\", {error}", "RFC 7950 §6.4");

    private void Collect(SchemaNode node)
    {
        foreach (var when in node.Whens)
        {
            _uses.Add((ConditionKind.When, node, when.Expression, PlaceOf(when.Context)));
        }

        foreach (var must in node.Musts)
        {
            _uses.Add((ConditionKind.Must, node, must.Expression, PlaceOf(node)));
        }

        switch (node)
        {
            case LeafSchema leaf:
                CollectType(node, leaf.Type);
                break;
            case LeafListSchema leafList:
                CollectType(node, leafList.Type);
                break;
            case OperationSchema operation:
                Collect(operation.Input);
                Collect(operation.Output);
                break;
            case SchemaBranch branch:
                foreach (var child in branch.Children)
                {
                    Collect(child);
                }

                break;
            default:
                break;
        }
    }

    private void CollectType(SchemaNode node, YangType type)
    {
        switch (type)
        {
            case LeafRefType reference:
                _uses.Add((ConditionKind.Reference, node, reference.Path, node));
                break;
            case UnionType union:
                foreach (var member in union.Members)
                {
                    CollectType(node, member);
                }

                break;
            case InstanceIdentifierType { RequireInstance: true }:
                _conditions.Add(new(ConditionKind.Reference, node, [], true));
                break;
            default:
                break;
        }
    }

    /// <summary>Where in data an expression of this node is evaluated: choices and cases have no place of their own.</summary>
    private static SchemaNode PlaceOf(SchemaNode node) => node switch
    {
        ChoiceSchema or CaseSchema => node.DataParent ?? node,
        OperationSchema operation => operation.Input,
        _ => node,
    };

    private void CompileAll()
    {
        var scopes = new Dictionary<(ImmutableDictionary<string, YangModule>, YangModule), ModuleScope>();
        foreach (var (_, _, expression, _) in _uses)
        {
            if (!_compiled.Add(expression))
            {
                continue;
            }

            var key = (expression.Prefixes, expression.DefaultModule);
            if (!scopes.TryGetValue(key, out var scope))
            {
                scopes.Add(key, scope = new(expression.Scope, expression.DefaultModule, expression.Prefixes));
            }

            if (YangXPath.Parse(expression.Text, scope, out var error) is { } root)
            {
                AssumeNoLists(root);
                expression.Compiled = new(root, scope);
            }
            else if (error is not null)
            {
                _diagnostics.Add(Fault(expression, error));
            }
        }
    }

    private static void AssumeNoLists(Expression expression)
    {
        if (expression is PathExpression path)
        {
            foreach (var step in path.Steps)
            {
                step.MayMeetList = false;
            }
        }

        foreach (var child in expression.Children)
        {
            AssumeNoLists(child);
        }
    }

    private void WalkAll()
    {
        var circles = new WhenCircles();
        foreach (var (kind, node, expression, context) in _uses)
        {
            if (expression.Compiled is not { } compiled)
            {
                continue;
            }

            var walk = SchemaWalk.Run(compiled.Root, context, _context.Root);
            foreach (var (step, place) in walk.Unknown)
            {
                Warn(expression, step, place);
            }

            _conditions.Add(ConditionReads.Bind(kind, node, compiled.Root, walk));
            if (kind == ConditionKind.When && ReferenceEquals(context, node))
            {
                circles.Add(node, expression, compiled.Root, walk);
            }
        }

        _diagnostics.AddRange(circles.Find());

        foreach (var expression in _compiled)
        {
            if (expression.Compiled is { } compiled)
            {
                DependenceAnalysis.Run(compiled.Root);
            }
        }
    }

    private void Warn(YangExpression expression, Step step, string place)
    {
        if (_warned.Add((expression, step.Test.ToString())))
        {
            var where = place.Length == 0 ? "at the top level" : $"below {place}";
            _diagnostics.Add(new("xpath-unknown-node", DiagnosticSeverity.Warning, expression.Span,
                $"\"{step.Test}\" in \"{expression.Text}\" names no node {where}; the path selects nothing", "RFC 7950 §6.4.1"));
        }
    }
}
