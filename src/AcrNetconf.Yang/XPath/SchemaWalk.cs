using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>Evaluates an expression on the schema instead of on data: which nodes can it read, and does every name mean something?</summary>
/// <remarks>The result is an over-estimate: whatever data an evaluation visits is an instance of a node found here.</remarks>
internal sealed class SchemaWalk
{
    private const int MaxReferenceDepth = 8;
    private readonly SchemaNode _current;
    private readonly RootSchema _root;
    private readonly SchemaNode? _guest;
    private readonly HashSet<SchemaRead> _reads = [];
    private readonly List<(Step Step, string Place)> _unknown = [];
    private int _referenceDepth;

    private SchemaWalk(SchemaNode current, RootSchema root)
    {
        _current = current;
        _root = root;
        _guest = GuestOf(current);
    }

    /// <summary>What the expression can read.</summary>
    public IReadOnlyCollection<SchemaRead> Reads => _reads;

    /// <summary>True when the expression follows an instance-identifier: then anything may matter.</summary>
    public bool ReadsAnything { get; private set; }

    /// <summary>Steps that lead to no schema node, each with where it was tried.</summary>
    public IReadOnlyList<(Step Step, string Place)> Unknown => _unknown;

    /// <summary>Nodes the expression itself can select, when it is a node-set.</summary>
    public IReadOnlyCollection<SchemaNode> Selected { get; private set; } = [];

    /// <summary>Walks an expression evaluated on instances of <paramref name="context"/>.</summary>
    public static SchemaWalk Run(Expression expression, SchemaNode context, RootSchema root)
    {
        var walk = new SchemaWalk(context, root);
        var selected = walk.Visit(expression, [new(context, context)]);
        walk.Selected = [.. selected.Select(read => read.Target).Distinct()];
        return walk;
    }

    /// <summary>Parent of a place in data: choice and case are skipped, an operation's parameters hang under the operation's parent.</summary>
    public static SchemaNode? ParentOf(SchemaNode node)
        => node is OperationParametersSchema { Parent: { } operation } ? operation.DataParent : node.DataParent;

    private static SchemaNode? GuestOf(SchemaNode node)
    {
        for (var at = node; at is not null; at = at.Parent)
        {
            if (at is OperationParametersSchema or NotificationSchema)
            {
                return at;
            }
        }

        return null;
    }

    private HashSet<SchemaRead> Visit(Expression expression, HashSet<SchemaRead> context)
    {
        switch (expression)
        {
            case PathExpression path:
                return VisitPath(path, context);
            case FunctionCall { Function.Reads: FunctionReads.Current }:
                return [new(_current, _current)];
            case FunctionCall { Function.Reads: FunctionReads.Elsewhere } call:
                return Follow(Visit(call.Arguments[0], context));
            case UnionExpression union:
                var all = new HashSet<SchemaRead>();
                foreach (var child in union.Children)
                {
                    all.UnionWith(Visit(child, context));
                }

                return all;
            default:
                foreach (var child in expression.Children)
                {
                    VisitValue(child, context, UsesText(expression));
                }

                if (expression is FunctionCall { Arguments: [], Function.Name: "string" or "string-length" or "normalize-space" or "number" })
                {
                    AddTexts(context);
                }

                return [];
        }
    }

    /// <summary>A subexpression whose value is used, for predicates only whether there is something.</summary>
    private void VisitValue(Expression expression, HashSet<SchemaRead> context, bool usesText = false)
    {
        var reads = Visit(expression, context);
        _reads.UnionWith(reads);
        if (usesText)
        {
            AddTexts(reads);
        }
    }

    /// <summary>A branch has the text of everything below it (XPath 1.0 §5.2).</summary>
    private void AddTexts(HashSet<SchemaRead> nodes)
    {
        foreach (var read in nodes)
        {
            if (read.Target is SchemaBranch)
            {
                _reads.UnionWith(Descendants(read));
            }
        }
    }

    private static bool UsesText(Expression expression) => expression switch
    {
        FunctionCall call => call.Function.Name is not ("count" or "not" or "boolean" or "name" or "local-name" or "namespace-uri"),
        LogicalExpression => false,
        _ => true,
    };

    private HashSet<SchemaRead> VisitPath(PathExpression path, HashSet<SchemaRead> context)
    {
        var at = path.Start switch
        {
            PathStart.Root => [new(_root, _root)],
            PathStart.Context => context,
            _ => Visit(path.Origin!, context), // set whenever Start is Expression
        };
        foreach (var predicate in path.OriginPredicates)
        {
            VisitValue(predicate, at);
        }

        foreach (var step in path.Steps)
        {
            var next = Take(step, at);
            if (next.Count == 0 && at.Count > 0 && step.Test.Kind == NodeTestKind.Name && step.Axis is XPathAxis.Child or XPathAxis.Descendant)
            {
                _unknown.Add((step, at.First().Target.SchemaPath));
            }

            at = Limited(step, next);
            step.MayMeetList |= at.Any(read => read.Target is ListSchema or LeafListSchema);
            _reads.UnionWith(at);
            foreach (var predicate in step.Predicates)
            {
                VisitValue(predicate, at);
            }
        }

        _reads.UnionWith(at);
        return at;
    }

    /// <summary>Notes which entries a step with a lookup can select at all.</summary>
    private HashSet<SchemaRead> Limited(Step step, HashSet<SchemaRead> selected)
    {
        if (selected.Count == 0 || LookupReads.Of(step) is not var (leaf, value) || Visit(value, []) is not { Count: 1 } probes)
        {
            return selected;
        }

        var probe = probes.First();
        return [.. selected.Select(read => read.Limit is null && read.Target is ListSchema list
            && leaf.Child(list) is LeafSchema source && LookupReads.IsComparable(source, probe.Target)
                ? read with { Limit = new(probe.Target, probe.Anchor, source, list) }
                : read)];
    }

    private HashSet<SchemaRead> Take(Step step, HashSet<SchemaRead> from)
    {
        var result = new HashSet<SchemaRead>();
        foreach (var read in from)
        {
            foreach (var next in Axis(step.Axis, read))
            {
                if (step.Test.Kind is NodeTestKind.Node || (step.Test.Kind == NodeTestKind.Text && next.Target is not SchemaBranch)
                    || (next.Target is not RootSchema && step.Test.Matches(next.Target)))
                {
                    result.Add(next);
                }
            }

            // The text of a leaf is at the leaf.
            if (step.Axis == XPathAxis.Child && step.Test.Kind is NodeTestKind.Text or NodeTestKind.Node && read.Target is not SchemaBranch)
            {
                result.Add(read);
            }
        }

        return result;
    }

    private IEnumerable<SchemaRead> Axis(XPathAxis axis, SchemaRead from) => axis switch
    {
        XPathAxis.Child => Children(from),
        XPathAxis.Self => [from],
        XPathAxis.Parent => Parent(from) is { } parent ? [parent] : [],
        XPathAxis.Descendant => Descendants(from),
        XPathAxis.DescendantOrSelf => Descendants(from).Prepend(from),
        XPathAxis.Ancestor => Ancestors(from),
        XPathAxis.AncestorOrSelf => Ancestors(from).Prepend(@from with { Limit = null }),
        XPathAxis.FollowingSibling or XPathAxis.PrecedingSibling => Parent(from) is { } parent ? Children(parent) : [],
        XPathAxis.Following or XPathAxis.Preceding => Descendants(new(_root, _root)),
        _ => [],
    };

    private IEnumerable<SchemaRead> Children(SchemaRead from)
    {
        if (from.Target is not SchemaBranch branch)
        {
            yield break;
        }

        foreach (var child in branch.DataChildren)
        {
            yield return new(child, from.Anchor, from.Limit);
        }

        if (_guest is not null && ReferenceEquals(ParentOf(_guest), branch))
        {
            yield return new(_guest, from.Anchor);
        }
    }

    private IEnumerable<SchemaRead> Descendants(SchemaRead from)
    {
        foreach (var child in Children(from))
        {
            yield return child;
            foreach (var below in Descendants(child))
            {
                yield return below;
            }
        }
    }

    private static SchemaRead? Parent(SchemaRead from)
    {
        if (ParentOf(from.Target) is not { } parent)
        {
            return null;
        }

        // Within the entry the limit is about it still holds.
        var limit = from.Limit is { Filter: { } list } && ReferenceEquals(Higher(parent, list), list) ? from.Limit : null;
        return new(parent, ReferenceEquals(from.Target, from.Anchor) ? parent : from.Anchor, limit);
    }

    private static IEnumerable<SchemaRead> Ancestors(SchemaRead from)
    {
        for (var at = Parent(from); at is { } ancestor; at = Parent(ancestor))
        {
            yield return ancestor;
        }
    }

    private HashSet<SchemaRead> Follow(HashSet<SchemaRead> references)
    {
        var result = new HashSet<SchemaRead>();
        if (++_referenceDepth <= MaxReferenceDepth)
        {
            foreach (var reference in references)
            {
                _reads.Add(reference);
                FollowType(reference, reference.Target.ValueType, result);
            }
        }

        _referenceDepth--;
        return result;
    }

    private void FollowType(SchemaRead reference, YangType? type, HashSet<SchemaRead> into)
    {
        switch (type)
        {
            case LeafRefType { Path.Compiled: { } path }:
                // current() inside the path is the leafref, not this expression's node.
                var walk = Run(path.Root, reference.Target, _root);
                ReadsAnything |= walk.ReadsAnything;
                var limit = LimitOfReference(reference, walk);
                foreach (var read in walk.Reads)
                {
                    var isOnTheWay = limit is not null && ReferenceEquals(Higher(limit.Source, read.Target), read.Target);
                    var lifted = new SchemaRead(read.Target, Higher(read.Anchor, reference.Anchor), isOnTheWay ? limit : null);
                    _reads.Add(lifted);
                    if (walk.Selected.Contains(read.Target))
                    {
                        into.Add(lifted);
                    }
                }

                break;
            case UnionType union:
                foreach (var member in union.Members)
                {
                    FollowType(reference, member, into);
                }

                break;
            case InstanceIdentifierType:
                ReadsAnything = true;
                into.UnionWith(Descendants(new(_root, _root)));
                break;
            default:
                break;
        }
    }

    /// <summary>A leafref leads to the entries with its value only: the value tells whom a change in an entry concerns.</summary>
    private static ReadLimit? LimitOfReference(SchemaRead reference, SchemaWalk walk)
    {
        if (walk.Selected.Count != 1 || !LookupReads.IsComparable(walk.Selected.First(), reference.Target))
        {
            return null;
        }

        var target = walk.Selected.First();
        for (var at = ParentOf(target); at is not null; at = ParentOf(at))
        {
            if (at is ListSchema list)
            {
                return new(reference.Target, reference.Anchor, target, list);
            }
        }

        return null;
    }

    /// <summary>Of two ancestors of one node, the one nearer the root.</summary>
    public static SchemaNode Higher(SchemaNode left, SchemaNode right)
    {
        for (var at = left; at is not null; at = ParentOf(at))
        {
            if (ReferenceEquals(at, right))
            {
                return right;
            }
        }

        return left;
    }
}
