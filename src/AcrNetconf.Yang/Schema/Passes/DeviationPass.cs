using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Deviations of all implemented modules (RFC 7950 §7.20.3).</summary>
internal sealed class DeviationPass(CompileSession session, NodeBuilder builder, ExtensionPass extensions)
{
    private readonly List<NodeDraft> _notSupported = [];

    public void Apply(ModuleDraft module)
    {
        foreach (var unit in module.Units)
        {
            foreach (var statement in unit.Root.Children)
            {
                if (statement.Kind == YangKeyword.Deviation)
                {
                    Apply(module, unit, statement);
                }
            }
        }
    }

    /// <summary>Takes out what is not supported: last, so that other deviations of the same node are still checked.</summary>
    public void Remove()
    {
        foreach (var node in _notSupported)
        {
            var parent = node.Parent!; // every draft but a module's top has one
            parent.Children.Remove(node);
            if (parent.Kind == YangKeyword.Case && parent.ChildCount == 0 && ReferenceEquals(parent.Statement, node.Statement))
            {
                parent.Parent!.Children.Remove(parent); // a short-hand case goes with its node
            }
        }
    }

    private void Apply(ModuleDraft module, ModuleUnit unit, Statement statement)
    {
        if (SchemaPath.Find(statement.Argument, unit) is not { } target)
        {
            if (SchemaNodeIdentifier.IsAbsolute(statement.Argument))
            {
                session.Error("deviation-target", statement, SchemaPath.Explain(statement.Argument!, unit), "RFC 7950 §7.20.3"); // IsAbsolute refuses null
            }

            return;
        }

        target.Module.DeviatedBy.Add(module.Name);
        var count = 0;
        var hasNotSupported = false;
        foreach (var deviate in statement.Children)
        {
            if (deviate.Kind != YangKeyword.Deviate)
            {
                continue;
            }

            count++;
            switch (deviate.Argument)
            {
                case "not-supported":
                    hasNotSupported = true;
                    _notSupported.Add(target);
                    break;
                case "add":
                    Add(target, deviate, unit);
                    break;
                case "replace":
                    Replace(target, deviate, unit);
                    break;
                case "delete":
                    Delete(target, deviate);
                    break;
            }

            foreach (var instance in extensions.Read(deviate, unit))
            {
                (target.Extensions ??= []).Add(instance);
            }
        }

        if (hasNotSupported && count > 1)
        {
            session.Error("deviation", statement, "not-supported stands beside other deviate statements", "RFC 7950 §7.20.3.2");
        }
    }

    private void Add(NodeDraft target, Statement deviate, ModuleUnit unit)
    {
        foreach (var property in deviate.Children)
        {
            if (!CanHave(target, property))
            {
                continue;
            }

            var isRepeatable = property.Kind is YangKeyword.Must or YangKeyword.Unique || (property.Kind == YangKeyword.Default && target.Kind == YangKeyword.LeafList);
            if (!isRepeatable && Has(target, property.Kind))
            {
                session.Error("deviation", property, $"\"{target.Name}\" already has a \"{property.Keyword}\"; it can be replaced, not added", "RFC 7950 §7.20.3.2");
                continue;
            }

            NodeProperties.Set(target, property, unit);
        }
    }

    private void Replace(NodeDraft target, Statement deviate, ModuleUnit unit)
    {
        foreach (var property in deviate.Children)
        {
            if (!CanHave(target, property))
            {
                continue;
            }

            if (property.Kind == YangKeyword.Type)
            {
                builder.SetType(target, property, unit.Scope);
                continue;
            }

            // A node always has a config value, stated or inherited, so that alone can be replaced unseen.
            if (property.Kind != YangKeyword.Config && !Has(target, property.Kind))
            {
                session.Error("deviation", property, $"\"{target.Name}\" has no \"{property.Keyword}\" to replace", "RFC 7950 §7.20.3.2");
                continue;
            }

            if (property.Kind == YangKeyword.Default)
            {
                target.Defaults = null;
            }

            NodeProperties.Set(target, property, unit);
        }
    }

    private void Delete(NodeDraft target, Statement deviate)
    {
        foreach (var property in deviate.Children)
        {
            if (!CanHave(target, property))
            {
                continue;
            }

            var wanted = property.Argument;
            var isGone = property.Kind switch
            {
                YangKeyword.Units => target.Units is not null && target.Units == wanted,
                YangKeyword.Default => target.Defaults?.RemoveAll(d => d.Text == wanted) > 0,
                YangKeyword.Must => target.Musts?.RemoveAll(m => m.Statement.Argument == wanted) > 0,
                YangKeyword.Unique => target.Uniques?.RemoveAll(u => u.Statement.Argument == wanted) > 0,
                _ => true,
            };
            if (property.Kind == YangKeyword.Units && isGone)
            {
                target.Units = null;
            }

            if (!isGone)
            {
                session.Error("deviation", property, $"\"{target.Name}\" has no {property.Keyword} \"{wanted}\" to delete", "RFC 7950 §7.20.3.2");
            }
        }
    }

    private bool CanHave(NodeDraft target, Statement property)
    {
        if (property.Kind == YangKeyword.Extended)
        {
            return false;
        }

        if (!NodeProperties.Applies(property.Kind, target.Kind))
        {
            session.Error("deviation", property, $"a {target.Statement.Keyword} cannot have \"{property.Keyword}\"", "RFC 7950 §7.20.3.2");
            return false;
        }

        return true;
    }

    private static bool Has(NodeDraft target, YangKeyword property) => property switch
    {
        YangKeyword.Units => target.Units is not null,
        YangKeyword.Default => target.Defaults is { Count: > 0 },
        YangKeyword.Config => target.Config is not null,
        YangKeyword.Mandatory => target.Mandatory is not null,
        YangKeyword.MinElements => target.MinElements is not null,
        YangKeyword.MaxElements => target.MaxElements is not null,
        _ => false,
    };
}
