using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>Commands for every configuration node of the server's modules: <c>container leaf value</c>, <c>list key leaf value</c>.</summary>
internal static class ModelGrammar
{
    /// <summary>Adds commands that set.</summary>
    public static void AddSetting(GrammarNode root, SchemaContext schema)
    {
        foreach (var top in schema.Root.DataChildren.Where(c => c.IsConfig))
        {
            AddSetting(root, top, 0);
        }
    }

    /// <summary>Adds commands that remove, under <paramref name="undo"/>.</summary>
    public static void AddRemoving(GrammarNode undo, SchemaContext schema)
    {
        foreach (var top in schema.Root.DataChildren.Where(c => c.IsConfig))
        {
            AddRemoving(undo, top, 0);
        }
    }

    /// <summary>Adds the rpcs of modules other than the protocol's own: <c>NAME [LEAF VALUE]...</c>.</summary>
    public static void AddOperations(GrammarNode run, SchemaContext schema)
    {
        foreach (var rpc in schema.Root.Children.OfType<OperationSchema>().Where(o => !IsProtocol(o.Module.Name)))
        {
            var node = run.Keyword(rpc.Name, ValueWords.FirstSentence(rpc.Description))
                .Does((session, _, cancellationToken) => session.RunOperationAsync(rpc, [], cancellationToken));
            var leafs = rpc.Input.DataChildren.OfType<LeafSchema>().ToList();
            AddParameters(node, rpc, leafs, []);
        }
    }

    private static bool IsProtocol(string module) => module is "ietf-netconf" or "ietf-netconf-monitoring" or "notifications";

    private static void AddParameters(GrammarNode node, OperationSchema rpc, List<LeafSchema> left, IReadOnlyList<LeafSchema> given)
    {
        // Rpcs of operators have few parameters; in any order would square the tree for nothing, so the module's order holds.
        for (var i = 0; i < left.Count; i++)
        {
            var leaf = left[i];
            IReadOnlyList<LeafSchema> now = [.. given, leaf];
            var name = node.Keyword(leaf.Name, ValueWords.FirstSentence(leaf.Description));
            foreach (var word in ValueWords.Of(leaf))
            {
                var value = name.Add(word);
                value.Action = (session, values, cancellationToken) => session.RunOperationAsync(rpc, [.. now.Zip(values)], cancellationToken);
                AddParameters(value, rpc, left[(i + 1)..], now);
            }
        }
    }

    private static void AddSetting(GrammarNode parent, SchemaNode schema, int keys)
    {
        var node = parent.Keyword(schema.Name, ValueWords.FirstSentence(schema.Description));
        switch (schema)
        {
            case LeafSchema { Type: EmptyType }:
                node.Action ??= Set(schema, keys, hasValue: false);
                break;
            case LeafSchema or LeafListSchema:
                foreach (var word in ValueWords.Of(schema))
                {
                    node.Add(word).Action ??= Set(schema, keys, hasValue: true);
                }

                break;
            case ListSchema list:
                foreach (var entry in AddKeys(node, list, 0))
                {
                    entry.Action ??= Set(list, keys + list.Keys.Length, hasValue: false);
                    AddChildren(entry, list, keys + list.Keys.Length);
                }

                break;
            case ContainerSchema container:
                if (container.IsPresence)
                {
                    node.Action ??= Set(container, keys, hasValue: false);
                }

                AddChildren(node, container, keys);
                break;
            default:
                node.Refuse($"{schema.SchemaPath} holds free XML; use acr edit-config");
                break;
        }
    }

    private static void AddChildren(GrammarNode node, SchemaBranch branch, int keys)
    {
        foreach (var child in branch.DataChildren.Where(c => c.IsConfig && c is not LeafSchema { IsKey: true }))
        {
            AddSetting(node, child, keys);
        }
    }

    private static void AddRemoving(GrammarNode parent, SchemaNode schema, int keys)
    {
        var node = parent.Keyword(schema.Name, ValueWords.FirstSentence(schema.Description));
        switch (schema)
        {
            case LeafListSchema:
                foreach (var word in ValueWords.Of(schema))
                {
                    node.Add(word).Action ??= (session, values, cancellationToken)
                        => session.EditAsync([new ModelPath(schema, [.. values.Take(keys)]).RemoveValue(values[keys])], cancellationToken);
                }

                break;
            case ListSchema list:
                foreach (var entry in AddKeys(node, list, 0))
                {
                    entry.Action ??= Remove(list, keys + list.Keys.Length);
                    foreach (var child in list.DataChildren.Where(c => c.IsConfig && c is not LeafSchema { IsKey: true }))
                    {
                        AddRemoving(entry, child, keys + list.Keys.Length);
                    }
                }

                break;
            case ContainerSchema container:
                node.Action ??= Remove(schema, keys);
                foreach (var child in container.DataChildren.Where(c => c.IsConfig))
                {
                    AddRemoving(node, child, keys);
                }

                break;
            default:
                node.Action ??= Remove(schema, keys);
                AddIgnoredValue(node, schema, keys);
                break;
        }
    }

    /// <summary>undo takes the command as it was typed, value included; the value does not matter.</summary>
    private static void AddIgnoredValue(GrammarNode node, SchemaNode schema, int keys)
    {
        if (schema is LeafSchema { Type: not EmptyType })
        {
            foreach (var word in ValueWords.Of(schema))
            {
                node.Add(word).Action ??= Remove(schema, keys);
            }
        }
    }

    private static List<GrammarNode> AddKeys(GrammarNode node, ListSchema list, int from)
        => from == list.Keys.Length
            ? [node]
            : [.. ValueWords.Of(list.Keys[from]).SelectMany(word => AddKeys(node.Add(word), list, from + 1))];

    private static ShellAction Set(SchemaNode schema, int keys, bool hasValue)
        => (session, values, cancellationToken)
            => session.EditAsync([new ModelPath(schema, [.. values.Take(keys)]).Set(hasValue ? values[keys] : null)], cancellationToken);

    private static ShellAction Remove(SchemaNode schema, int keys)
        => (session, values, cancellationToken) => session.EditAsync([new ModelPath(schema, [.. values.Take(keys)]).Remove()], cancellationToken);
}
