using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Finds the leaf every leafref refers to (RFC 7950 §9.9.2) and follows chains of leafrefs for circles.</summary>
internal sealed class LeafRefPass(CompileSession session, RootSchema root)
{
    private readonly List<LeafRefType> _circular = [];

    public void Resolve(List<(SchemaNode Node, NodeDraft Draft)> nodes)
    {
        foreach (var (node, _) in nodes)
        {
            if (node.ValueType is { } type)
            {
                Resolve(type, node);
            }
        }

        foreach (var (node, _) in nodes)
        {
            if (node.ValueType is { } type)
            {
                CheckCircle(type, node);
            }
        }

        // Cut open, so that whoever follows types later arrives somewhere.
        foreach (var leafref in _circular)
        {
            leafref.Unresolve();
        }
    }

    private void Resolve(YangType type, SchemaNode leaf)
    {
        if (type is UnionType union)
        {
            foreach (var member in union.Members)
            {
                Resolve(member, leaf);
            }
        }
        else if (type is LeafRefType leafref && LeafRefPath.TryParse(leafref.Path.Text, out var path, out _))
        {
            var target = Walk(leafref, path, leaf, out var problem);
            if (target is not (LeafSchema or LeafListSchema))
            {
                problem ??= $"it leads to {target?.Name}, which is neither leaf nor leaf-list";
                session.Error("path", leafref.Path.Span, $"path \"{leafref.Path.Text}\" of {leaf.SchemaPath}: {problem}", "RFC 7950 §9.9.2");
                return;
            }

            leafref.Target = target;
            if (target.Status > leaf.Status && ReferenceEquals(target.Module, leaf.Module))
            {
                session.Error(
                    "status",
                    leafref.Path.Span,
                    $"{leaf.SchemaPath}, which is {FeaturePass.StatusText(leaf.Status)}, refers to {target.SchemaPath}, which is {FeaturePass.StatusText(target.Status)}",
                    "RFC 7950 §7.21.2");
            }

            if (leaf.IsConfig && !target.IsConfig && leafref.RequireInstance)
            {
                session.Error("path", leafref.Path.Span, $"{leaf.SchemaPath} is configuration and refers to {target.SchemaPath}, which is not", "RFC 7950 §9.9");
            }

            CheckPredicates(leafref, path, leaf);
        }
    }

    private SchemaNode? Walk(LeafRefType leafref, LeafRefPath path, SchemaNode leaf, out string? problem)
    {
        SchemaBranch? at = root;
        if (!path.IsAbsolute)
        {
            at = Up(leaf, path.Ups);
            if (at is null)
            {
                problem = "it goes up beyond the top";
                return null;
            }
        }

        return Down(leafref, at, path.Steps, leaf, out problem);
    }

    /// <summary>Data parents; an operation's parameters count as children of the operation (RFC 7950 §6.4.1).</summary>
    private static SchemaBranch? Up(SchemaNode from, int ups)
    {
        var node = from;
        for (var i = 0; i < ups; i++)
        {
            var next = node.DataParent;
            if (next is OperationSchema)
            {
                next = next.DataParent;
            }

            if (next is null)
            {
                return null;
            }

            node = next;
        }

        return node as SchemaBranch;
    }

    private SchemaNode? Down(LeafRefType leafref, SchemaBranch from, List<LeafRefPath.Step> steps, SchemaNode leaf, out string? problem)
    {
        problem = null;
        SchemaNode node = from;
        foreach (var step in steps)
        {
            var module = step.Prefix is null ? leafref.Path.DefaultModule : leafref.Path.Prefixes.GetValueOrDefault(step.Prefix);
            if (module is null)
            {
                problem = $"prefix \"{step.Prefix}\" is not declared";
                return null;
            }

            if (node is not SchemaBranch branch || Find(branch, module.Namespace, step.Name, leaf) is not { } child)
            {
                problem = node is RootSchema
                    ? $"module \"{module.Name}\" has no top-level node \"{step.Name}\""
                    : $"\"{node.Name}\" has no child \"{step.Name}\" of module \"{module.Name}\"";
                return null;
            }

            node = child;
        }

        return node;
    }

    private static SchemaNode? Find(SchemaBranch branch, string @namespace, string name, SchemaNode leaf)
    {
        if (branch.FindDataChild(@namespace, name) is { } data)
        {
            return data;
        }

        // Operations and notifications are reachable from inside themselves only.
        foreach (var child in branch.Children)
        {
            if (child.Name == name && child.Module.Namespace == @namespace && child is NotificationSchema or OperationSchema)
            {
                for (var at = leaf.Parent; at is not null; at = at.Parent)
                {
                    if (at is OperationParametersSchema parameters && ReferenceEquals(parameters.Parent, child))
                    {
                        return parameters;
                    }

                    if (ReferenceEquals(at, child))
                    {
                        return child;
                    }
                }
            }
        }

        return null;
    }

    /// <summary>Predicates compare keys of a list with leafs found from the referring leaf.</summary>
    private void CheckPredicates(LeafRefType leafref, LeafRefPath path, SchemaNode leaf)
    {
        var at = path.IsAbsolute ? root : Up(leaf, path.Ups);
        SchemaNode? node = at;
        foreach (var step in path.Steps)
        {
            node = Down(leafref, (SchemaBranch)node!, [step], leaf, out _); // the path has just been walked: every step exists
            foreach (var predicate in step.Predicates)
            {
                var key = node is ListSchema list ? Down(leafref, list, [new(predicate.Prefix, predicate.Name, [])], leaf, out _) : null;
                var value = Up(leaf, predicate.Ups) is { } from ? Down(leafref, from, predicate.Steps, leaf, out _) : null;
                if (key is not LeafSchema || value is not (LeafSchema or LeafListSchema))
                {
                    session.Error(
                        "path",
                        leafref.Path.Span,
                        $"path \"{leafref.Path.Text}\" of {leaf.SchemaPath}: its predicate on \"{predicate.Name}\" {(key is LeafSchema ? "compares with no leaf" : "names no leaf of a list")}",
                        "RFC 7950 §9.9.2");
                }
            }
        }
    }

    /// <summary>Types reached from a leaf, members of unions included: one that leads back to the leaf closes a circle.</summary>
    private void CheckCircle(YangType type, SchemaNode leaf)
    {
        if (type is not (LeafRefType or UnionType))
        {
            return;
        }

        var seen = new HashSet<SchemaNode>();
        var open = new Stack<YangType>([type]);
        while (open.TryPop(out var next))
        {
            if (next is UnionType union)
            {
                foreach (var member in union.Members)
                {
                    open.Push(member);
                }
            }
            else if (next is LeafRefType { IsResolved: true } leafref)
            {
                if (ReferenceEquals(leafref.Target, leaf))
                {
                    session.Error("circular-leafref", leafref.Path.Span, $"following the leafrefs from {leaf.SchemaPath} leads back to it", "RFC 7950 §9.9");
                    _circular.Add(leafref);
                }
                else if (seen.Add(leafref.Target))
                {
                    open.Push(leafref.Target.ValueType!); // targets are leafs and leaf-lists
                }
            }
        }
    }
}
