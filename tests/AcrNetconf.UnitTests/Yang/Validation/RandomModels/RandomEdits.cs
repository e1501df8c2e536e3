using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.UnitTests.Yang.Validation.RandomModels;

/// <summary>Random edits of a tree, led by the schema alone.</summary>
internal sealed class RandomEdits(Random random, SchemaContext context)
{
    private readonly ModuleNames _names = new(context);

    /// <summary>A tree with some more, less or other data.</summary>
    public DataTree Edit(DataTree tree)
    {
        var path = InstancePath.Root;
        DataBranch? branch = tree.Root;
        SchemaBranch schema = context.Root;
        while (true)
        {
            if (schema.DataChildren.IsEmpty)
            {
                return tree;
            }

            var child = schema.DataChildren[random.Next(schema.DataChildren.Length)];
            switch (child)
            {
                case LeafSchema { IsKey: true }:
                    return tree;
                case LeafSchema leaf:
                    return random.Next(4) == 0 ? tree.Remove(path.Append(leaf))
                        : Value(leaf.Type, tree) is { } value ? tree.Set(path.Append(leaf), new LeafNode(leaf, value)) : tree;
                case LeafListSchema leafList:
                    return LeafList(tree, path, leafList);
                case ListSchema list:
                    if (ListEntry(ref tree, ref path, ref branch, list))
                    {
                        return tree;
                    }

                    schema = list;
                    break;
                case ContainerSchema container:
                    path = path.Append(container);
                    branch = branch?.Find(container);
                    if (random.Next(8) == 0)
                    {
                        return branch is not null ? tree.Remove(path) : tree.Set(path, ContainerNode.Empty(container));
                    }

                    schema = container;
                    break;
                case AnydataSchema free:
                    return random.Next(3) == 0 ? tree.Remove(path.Append(free)) : tree.Set(path.Append(free), new AnydataNode(free, Free(XName.Get(free.Name, free.Module.Namespace), 3)));
                default:
                    return tree;
            }
        }
    }

    /// <summary>Content JSON can hold as it is: nothing but elements or text, equal names in a row.</summary>
    private XElement Free(XName name, int depth)
    {
        var element = new XElement(name);
        if (depth == 0 || (depth < 3 && random.Next(3) == 0))
        {
            element.Value = "abcde<&\"\u00e9\U0001F600"[..random.Next(9)];
            return element;
        }

        for (var i = 0; i < random.Next(4); i++)
        {
            var child = (random.Next(4) == 0 ? (XNamespace)"urn:g" : name.Namespace) + $"m{i}";
            for (var n = random.Next(1, 3); n > 0; n--)
            {
                element.Add(Free(child, depth - 1));
            }
        }

        return element;
    }

    /// <summary>A tree made from nothing, as copy-config brings one.</summary>
    public DataTree Fresh(int edits)
    {
        var tree = DataTree.Empty(context);
        for (var i = 0; i < edits; i++)
        {
            tree = Edit(tree);
        }

        return tree;
    }

    /// <returns>True when the edit is done; false to go on below the entry.</returns>
    private bool ListEntry(ref DataTree tree, ref InstancePath path, ref DataBranch? branch, ListSchema list)
    {
        var entries = branch?.Find(list);
        var at = path;
        ListKey key;
        if (entries is { Count: > 0 } && random.Next(3) > 0)
        {
            key = entries[random.Next(entries.Count)].Key;
        }
        else
        {
            var values = new YangValue[list.Keys.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = Value(list.Keys[i].Type, tree)!.Value; // keys are numbers and texts
            }

            key = new(values.AsSpan());
        }

        path = path.Append(list, key);
        var entry = entries?.Find(key);
        branch = entry;
        switch (random.Next(10))
        {
            case 0 or 1:
                tree = tree.Remove(path);
                return true;
            case 2:
                tree = tree.Set(path, entry ?? ListEntryNode.Create(list, key));
                return true;
            case 3 when entry is not null && list.IsUserOrdered:
                tree = tree.Set(at.Append(list), entries!.With(entry, Position(entries, key))); // the entry is one of them
                return true;
            case 4 when entries is { Count: > 1 }:
                // The content of another entry under this key: many values at once, twice.
                var copy = entries[random.Next(entries.Count)];
                for (var i = 0; i < list.Keys.Length; i++)
                {
                    copy = copy.With(new LeafNode(list.Keys[i], key[i]));
                }

                tree = tree.Set(path, copy);
                return true;
            case 5 when random.Next(6) == 0:
                tree = tree.Remove(at.Append(list));
                return true;
            default:
                return false;
        }
    }

    private ListPosition Position(ListNode entries, ListKey moved)
    {
        var anchor = entries[random.Next(entries.Count)].Key;
        return random.Next(4) switch
        {
            0 => ListPosition.First,
            1 when anchor != moved => ListPosition.Before(anchor),
            2 when anchor != moved => ListPosition.After(anchor),
            _ => ListPosition.Last,
        };
    }

    private DataTree LeafList(DataTree tree, InstancePath path, LeafListSchema schema)
    {
        var at = path.Append(schema);
        if (Value(schema.Type, tree) is not { } value || random.Next(8) == 0)
        {
            return tree.Remove(at);
        }

        var values = tree.Find(at) as LeafListNode ?? LeafListNode.Empty(schema);
        return values.Contains(value) && random.Next(2) == 0
            ? tree.Remove(path.Append(schema, value))
            : tree.Set(at, values.With(value, random.Next(2) == 0 ? ListPosition.First : ListPosition.Last));
    }

    private YangValue? Value(YangType type, DataTree tree)
    {
        for (var attempt = 0; attempt < 3; attempt++)
        {
            if (type.TryParse(Text(type, tree), _names, out var value, out _))
            {
                return value;
            }
        }

        return null;
    }

    private string Text(YangType type, DataTree tree) => type switch
    {
        LeafRefType reference => Text(reference.TargetType, tree),
        UnionType union => Text(union.Members[random.Next(union.Members.Length)], tree),
        IntegerType { Base: YangBaseType.Int64 } => random.Next(2) == 0 ? $"-{long.MaxValue}" : $"{random.Next(6)}",
        IntegerType { Base: YangBaseType.UInt64 } => random.Next(2) == 0 ? $"{ulong.MaxValue}" : $"{random.Next(6)}",
        IntegerType => $"{random.Next(6)}",
        BinaryType => random.Next(2) == 0 ? "AAE=" : "",
        Decimal64Type => random.Next(2) == 0 ? "1.5" : $"{random.Next(6)}.0",
        EnumerationType => new[] { "x", "y", "z", "3" }[random.Next(4)],
        BooleanType => random.Next(2) == 0 ? "true" : "false",
        IdentityRefType => new[] { "t:red", "t:blue", "t:dark-red" }[random.Next(3)],
        BitsType => new[] { "", "a", "b", "b a" }[random.Next(4)],
        EmptyType => "",
        InstanceIdentifierType => Somewhere(tree),
        _ => "abcde"[random.Next(5)].ToString(),
    };

    /// <summary>The path of an instance there is.</summary>
    private string Somewhere(DataTree tree)
    {
        var path = InstancePath.Root;
        DataNode node = tree.Root;
        while (true)
        {
            switch (node)
            {
                case DataBranch { Children.Length: > 0 } branch when path.IsRoot || random.Next(4) > 0:
                    node = branch.Children[random.Next(branch.Children.Length)];
                    if (node is LeafListNode values)
                    {
                        return ToXPath(path.Append(values.LeafListSchema, values[random.Next(values.Count)]));
                    }

                    if (node is ListNode list)
                    {
                        var entry = list[random.Next(list.Count)];
                        path = path.Append(list.ListSchema, entry.Key);
                        node = entry;
                    }
                    else
                    {
                        path = path.Append(node.Schema);
                    }

                    break;
                default:
                    return ToXPath(path);
            }
        }
    }

    private static string ToXPath(InstancePath path) => path.ToXPath(out _);
}
