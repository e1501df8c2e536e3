using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>What a node's final form must satisfy: defaults, keys, uniques, cardinalities (RFC 7950 §7.5 to §7.9).</summary>
internal sealed class NodeChecks(CompileSession session)
{
    public void Check(List<(SchemaNode Node, NodeDraft Draft)> nodes)
    {
        foreach (var (node, draft) in nodes)
        {
            if (node is ListSchema list)
            {
                Keys(list, draft);
                Uniques(list, draft);
            }
        }

        foreach (var (node, draft) in nodes)
        {
            switch (node)
            {
                case LeafSchema leaf:
                    Leaf(leaf, draft);
                    break;
                case LeafListSchema leafList:
                    LeafList(leafList, draft);
                    Cardinality(draft);
                    break;
                case ListSchema:
                    Cardinality(draft);
                    break;
                case ChoiceSchema choice:
                    Choice(choice, draft);
                    break;
            }
        }
    }

    private void Leaf(LeafSchema leaf, NodeDraft draft)
    {
        var stated = draft.Defaults is { Count: > 0 } defaults ? defaults[0] : null;
        if (draft.Defaults is { Count: > 1 })
        {
            session.Error("default", draft.Defaults[1].Statement, $"leaf \"{leaf.Name}\" has more than one default", "RFC 7950 §7.6.1");
        }

        if (stated is not null && leaf.IsMandatory)
        {
            session.Error("default", stated.Statement, $"leaf \"{leaf.Name}\" is mandatory and has a default", "RFC 7950 §7.6.4");
        }

        if (!IsComplete(leaf.Type))
        {
            return;
        }

        var @default = stated ?? draft.Type?.Default;
        if (@default is not null && EndType(leaf.Type) is EmptyType)
        {
            session.Error("default", stated?.Statement ?? draft.Statement, $"leaf \"{leaf.Name}\" is of type empty and has a default", "RFC 7950 §9.11");
            return;
        }

        // RFC 7950 §7.6.1: the default of the type counts unless the leaf is mandatory; §7.8.2: keys have none in any case.
        if (@default is not null && !leaf.IsMandatory && DefaultCheck.Parse(session, leaf.Type, @default, stated?.Statement ?? draft.Statement, out var value) && !leaf.IsKey)
        {
            leaf.Default = value;
            Status(leaf, value, stated?.Statement ?? draft.Statement);
        }
    }

    private void LeafList(LeafListSchema list, NodeDraft draft)
    {
        if (!IsComplete(list.Type))
        {
            return;
        }

        if (draft.Defaults is { Count: > 0 } stated)
        {
            if (list.MinElements > 0)
            {
                session.Error("default", stated[0].Statement, $"leaf-list \"{list.Name}\" has min-elements and a default", "RFC 7950 §7.7.4");
            }

            var values = ImmutableArray.CreateBuilder<YangValue>(stated.Count);
            foreach (var text in stated)
            {
                if (!DefaultCheck.Parse(session, list.Type, text, text.Statement, out var value))
                {
                    continue;
                }

                if (list.IsConfig && values.Contains(value))
                {
                    session.Error("default", text.Statement, $"default \"{text.Text}\" of leaf-list \"{list.Name}\" is given twice", "RFC 7950 §7.7");
                }

                values.Add(value);
                Status(list, value, text.Statement);
            }

            list.Defaults = values.ToImmutable();
        }
        else if (draft.Type?.Default is { } inherited && list.MinElements == 0 && draft.Unit.IsVersion11
            && DefaultCheck.Parse(session, list.Type, inherited, draft.Statement, out var value))
        {
            // RFC 7950 §7.7.2: the type's default applies; RFC 6020 knew no defaults of leaf-lists.
            list.Defaults = [value];
        }
    }

    private void Cardinality(NodeDraft draft)
    {
        if (draft.MinElements is { } min && draft.MaxElements is { } max && min > max)
        {
            session.Error("cardinality", draft.Statement, $"{draft.Statement.Keyword} \"{draft.Name}\" has min-elements {min} above max-elements {max}", "RFC 7950 §7.7.6");
        }
    }

    private void Keys(ListSchema list, NodeDraft draft)
    {
        if (draft.Key is not { Argument: { } text } statement)
        {
            if (list.IsConfig)
            {
                session.Error("key", draft.Statement, $"list \"{list.Name}\" is configuration and has no key", "RFC 7950 §7.8.2");
            }

            return;
        }

        var keys = ImmutableArray.CreateBuilder<LeafSchema>();
        foreach (var reference in text.Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (FindKey(list, draft, reference) is not { } key)
            {
                session.Error("key", statement, $"key \"{reference}\" of list \"{list.Name}\" is not a leaf of the list", "RFC 7950 §7.8.2");
            }
            else if (keys.Contains(key))
            {
                session.Error("key", statement, $"key \"{reference}\" of list \"{list.Name}\" is named twice", "RFC 7950 §7.8.2");
            }
            else
            {
                key.IsKey = true;
                CheckKey(list, key, draft, statement);
                keys.Add(key);
            }
        }

        list.Keys = keys.ToImmutable();
    }

    private static LeafSchema? FindKey(ListSchema list, NodeDraft draft, string reference)
    {
        var colon = reference.IndexOf(':');
        var name = reference[(colon + 1)..];
        if (colon >= 0 && !draft.Unit.TryResolve(reference, out _, out name))
        {
            return null;
        }

        foreach (var child in list.Children)
        {
            if (child is LeafSchema leaf && leaf.Name == name && ReferenceEquals(leaf.Module, list.Module))
            {
                return leaf;
            }
        }

        return null;
    }

    private void CheckKey(ListSchema list, LeafSchema key, NodeDraft draft, Statement statement)
    {
        if (key.IsConfig != list.IsConfig)
        {
            session.Error("key", statement, $"key \"{key.Name}\" and list \"{list.Name}\" differ in config", "RFC 7950 §7.8.2");
        }

        if (!draft.Unit.IsVersion11 && EndType(key.Type) is EmptyType)
        {
            session.Error("key", statement, $"key \"{key.Name}\" is of type empty, which YANG 1 does not allow", "RFC 6020 §7.8.2");
        }

        if (draft.FindChild(key.Name, draft.Module) is not { } keyDraft)
        {
            return;
        }

        Status(list, key, statement);
        if (!draft.Unit.IsVersion11)
        {
            return; // RFC 7950 §1.1: it was YANG 1.1 that forbade conditions on keys
        }

        if (keyDraft.HasIfFeature)
        {
            session.Error("key", keyDraft.Statement, $"key \"{key.Name}\" has an if-feature", "RFC 7950 §7.20.2");
        }

        if (keyDraft.Whens is not null)
        {
            session.Error("key", keyDraft.Statement, $"key \"{key.Name}\" has a when", "RFC 7950 §7.21.5");
        }
    }

    /// <summary>What is current names nothing deprecated or obsolete of its own module (RFC 7950 §7.21.2).</summary>
    private void Status(ListSchema list, LeafSchema leaf, Statement at)
    {
        if (leaf.Status > list.Status && ReferenceEquals(leaf.Module, list.Module))
        {
            session.Error("status", at, $"list \"{list.Name}\", which is {FeaturePass.StatusText(list.Status)}, refers to \"{leaf.Name}\", which is {FeaturePass.StatusText(leaf.Status)}", "RFC 7950 §7.21.2");
        }
    }

    private void Status(SchemaNode node, in YangValue @default, Statement at)
    {
        if (@default.Object is YangIdentity identity && identity.Status > node.Status && ReferenceEquals(identity.Module, node.Module))
        {
            session.Error("status", at, $"\"{node.Name}\", which is {FeaturePass.StatusText(node.Status)}, has default {identity.Name}, which is {FeaturePass.StatusText(identity.Status)}", "RFC 7950 §7.21.2");
        }
    }

    private void Uniques(ListSchema list, NodeDraft draft)
    {
        if (draft.Uniques is not { } uniques)
        {
            return;
        }

        var all = ImmutableArray.CreateBuilder<ImmutableArray<LeafSchema>>(uniques.Count);
        foreach (var (statement, unit) in uniques)
        {
            var leafs = ImmutableArray.CreateBuilder<LeafSchema>();
            foreach (var path in (statement.Argument ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries))
            {
                if (FindUnique(list, path, unit, out var problem) is { } leaf)
                {
                    // RFC 7950 §7.8.3 does not forbid to name a leaf twice, unlike §7.8.2 for keys; it only means nothing.
                    leafs.Add(leaf);
                    Status(list, leaf, statement);
                }
                else
                {
                    session.Error("unique", statement, $"unique \"{path}\" of list \"{list.Name}\": {problem}", "RFC 7950 §7.8.3");
                }
            }

            foreach (var leaf in leafs)
            {
                if (leaf.IsConfig != leafs[0].IsConfig)
                {
                    session.Error("unique", statement, $"unique \"{statement.Argument}\" mixes configuration and state", "RFC 7950 §7.8.3");
                    break;
                }
            }

            all.Add(leafs.ToImmutable());
        }

        list.Uniques = all.ToImmutable();
    }

    private static LeafSchema? FindUnique(ListSchema list, string path, ModuleUnit unit, out string problem)
    {
        SchemaNode node = list;
        problem = "";
        foreach (var step in path.Split('/'))
        {
            if (!unit.TryResolve(step, out var module, out var name))
            {
                problem = $"the prefix of \"{step}\" is not declared";
                return null;
            }

            var wanted = ReferenceEquals(module, unit.Owner) ? list.Module : module.Module;
            SchemaNode? next = null;
            foreach (var child in node is SchemaBranch branch ? branch.Children : [])
            {
                if (child.Name == name && (ReferenceEquals(child.Module, wanted) || ReferenceEquals(child.Module, module.Module)))
                {
                    next = child;
                    break;
                }
            }

            if (next is null or ListSchema)
            {
                problem = next is null ? $"there is no node \"{step}\"" : $"\"{step}\" is a list of its own";
                return null;
            }

            node = next;
        }

        problem = "it is not a leaf";
        return node as LeafSchema;
    }

    private void Choice(ChoiceSchema choice, NodeDraft draft)
    {
        if (draft.Defaults is not { Count: > 0 } defaults)
        {
            return;
        }

        var stated = defaults[0];
        if (choice.IsMandatory)
        {
            session.Error("default", stated.Statement, $"choice \"{choice.Name}\" is mandatory and has a default", "RFC 7950 §7.9.3");
        }

        if (defaults.Count > 1)
        {
            session.Error("default", defaults[1].Statement, $"choice \"{choice.Name}\" has more than one default", "RFC 7950 §7.9.3");
        }

        if (!stated.Unit.TryResolve(stated.Text, out var module, out var name))
        {
            name = stated.Text;
            module = draft.Module;
        }

        foreach (var child in choice.Children)
        {
            if (child is CaseSchema @case && @case.Name == name
                && (ReferenceEquals(@case.Module, module.Module) || (ReferenceEquals(module, stated.Unit.Owner) && ReferenceEquals(@case.Module, choice.Module))))
            {
                choice.DefaultCase = @case;
                CheckDefaultCase(@case, stated);
                return;
            }
        }

        // A case switched off by a feature is no error of the module.
        if (draft.FindChild(name, module) is null && draft.FindChild(name, draft.Module) is null)
        {
            session.Error("default", stated.Statement, $"choice \"{choice.Name}\" has no case \"{stated.Text}\"", "RFC 7950 §7.9.3");
        }
    }

    private void CheckDefaultCase(CaseSchema @case, DefaultText stated)
    {
        foreach (var node in @case.Children)
        {
            if (IsMandatoryNode(node))
            {
                session.Error("default", stated.Statement, $"default case \"{@case.Name}\" has mandatory node \"{node.Name}\"", "RFC 7950 §7.9.3");
            }
        }
    }

    /// <summary>RFC 7950 §3, "mandatory node": a container without presence is one when it holds one.</summary>
    private static bool IsMandatoryNode(SchemaNode node) => node switch
    {
        LeafSchema leaf => leaf.IsMandatory,
        ChoiceSchema choice => choice.IsMandatory,
        AnydataSchema any => any.IsMandatory,
        ListSchema list => list.MinElements > 0,
        LeafListSchema list => list.MinElements > 0,
        ContainerSchema { IsPresence: false } container => container.Children.Any(IsMandatoryNode),
        _ => false,
    };

    private static bool IsComplete(YangType type)
    {
        switch (type)
        {
            case UnionType union:
                foreach (var member in union.Members)
                {
                    if (!IsComplete(member))
                    {
                        return false;
                    }
                }

                return true;
            case LeafRefType leafref:
                var steps = 0;
                while (leafref.IsResolved)
                {
                    var target = leafref.Target is LeafSchema leaf ? leaf.Type : ((LeafListSchema)leafref.Target).Type;
                    if (target is not LeafRefType next)
                    {
                        return target is not UnionType members || IsComplete(members);
                    }

                    if (++steps > 100)
                    {
                        return false;
                    }

                    leafref = next;
                }

                return false;
            default:
                return true;
        }
    }

    private static YangType EndType(YangType type) => type is LeafRefType leafref && IsComplete(leafref) ? leafref.TargetType : type;
}
