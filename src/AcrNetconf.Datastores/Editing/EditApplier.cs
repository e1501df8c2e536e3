using System.Collections.Immutable;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Editing;

/// <summary>tree + edit => tree' (RFC 6241 §7.2, RFC 7950 §7.5.8, §7.6.7, §7.7.9, §7.8.6, §8.3.2). Pure; the old tree stays valid.</summary>
/// <remarks>
/// Works in explicit mode (RFC 6243 §2.3): a default in use does not exist, so creating over it succeeds and deleting it is data-missing.
/// An illegal node is skipped with its subtree and reported; everything else is applied, and the caller decides what the result is worth.
/// </remarks>
public sealed class EditApplier
{
    private readonly List<(SchemaNode Schema, ListKey Key)> _path = [];
    private readonly ImmutableArray<Violation>.Builder _errors = ImmutableArray.CreateBuilder<Violation>();

    private EditApplier()
    {
    }

    /// <summary>Applies <paramref name="edit"/> to <paramref name="tree"/>.</summary>
    public static EditResult Apply(DataTree tree, EditTree edit)
    {
        var applier = new EditApplier();

        // default-operation "replace" replaces the whole datastore, modules the edit does not mention included.
        var start = edit.DefaultOperation == EditOperation.Replace ? DataTree.Empty(tree.Schema) : tree;
        var root = applier.ApplyChildren(start.Root, edit.Nodes, edit.DefaultOperation);
        return new EditResult(ReferenceEquals(root, tree.Root) ? tree : tree.With(root), applier._errors.ToImmutable());
    }

    private DataBranch ApplyChildren(DataBranch branch, ImmutableArray<EditNode> nodes, EditOperation inherited)
    {
        for (var i = 0; i < nodes.Length; i++)
        {
            var node = nodes[i];
            switch (node.Schema)
            {
                case ListSchema list:
                    // Entries of one list usually come in a row: rebuild the parent once for all of them.
                    var end = i + 1;
                    while (end < nodes.Length && ReferenceEquals(nodes[end].Schema, list))
                    {
                        end++;
                    }

                    branch = Put(branch, list, ApplyEntries(branch.Find(list) as ListNode, list, nodes.AsSpan(i, end - i), inherited));
                    i = end - 1;
                    break;
                case LeafListSchema leafList:
                    branch = Put(branch, leafList, ApplyLeafListEntry(branch.Find(leafList) as LeafListNode, leafList, node, node.Operation ?? inherited));
                    break;
                case ContainerSchema container:
                    branch = Put(branch, container, ApplyContainer(branch.Find(container) as ContainerNode, container, node, node.Operation ?? inherited));
                    break;
                default:
                    branch = Put(branch, node.Schema, ApplyTerminal(branch.Find(node.Schema), node, node.Operation ?? inherited));
                    break;
            }
        }

        return branch;
    }

    private DataNode? ApplyTerminal(DataNode? existing, EditNode node, EditOperation operation)
    {
        switch (operation)
        {
            case EditOperation.Create when existing is not null:
                Report("data-exists", node.Schema, default, "exists already and cannot be created");
                return existing;
            case EditOperation.Delete when existing is null:
                Report("data-missing", node.Schema, default, "does not exist and cannot be deleted");
                return null;
            case EditOperation.None when existing is null:
                Report("data-missing", node.Schema, default, "does not exist");
                return null;
            case EditOperation.None:
                return existing;
            case EditOperation.Delete or EditOperation.Remove:
                return null;
            default:
                return node.Schema is LeafSchema leaf
                    ? existing is LeafNode old && old.Value == node.Value ? old : new LeafNode(leaf, node.Value)
                    : new AnydataNode((AnydataSchema)node.Schema, node.Content!); // the reader gives anydata its content
        }
    }

    private ContainerNode? ApplyContainer(ContainerNode? existing, ContainerSchema schema, EditNode node, EditOperation operation)
    {
        switch (operation)
        {
            case EditOperation.Create when existing is not null:
                Report("data-exists", schema, default, "exists already and cannot be created");
                return existing;
            case EditOperation.Delete when existing is null:
                Report("data-missing", schema, default, "does not exist and cannot be deleted");
                return null;
            case EditOperation.None when existing is null && schema.IsPresence:
                Report("data-missing", schema, default, "does not exist");
                return null;
            case EditOperation.Delete or EditOperation.Remove:
                return null;
        }

        var start = existing is null || operation == EditOperation.Replace ? ContainerNode.Empty(schema) : existing;
        _path.Add((schema, default));
        var result = (ContainerNode)ApplyChildren(start, node.Children, operation);
        _path.RemoveAt(_path.Count - 1);
        return result.IsEmpty && !schema.IsPresence ? null : result;
    }

    private ListNode? ApplyEntries(ListNode? list, ListSchema schema, ReadOnlySpan<EditNode> entries, EditOperation inherited)
    {
        var result = list ?? ListNode.Empty(schema);
        foreach (var entry in entries)
        {
            result = ApplyEntry(result, schema, entry, entry.Operation ?? inherited);
        }

        return result.Count == 0 ? null : result;
    }

    private ListNode ApplyEntry(ListNode list, ListSchema schema, EditNode node, EditOperation operation)
    {
        var existing = list.Find(node.Key);
        switch (operation)
        {
            case EditOperation.Create when existing is not null:
                Report("data-exists", schema, node.Key, "exists already and cannot be created");
                return list;
            case EditOperation.Delete when existing is null:
                Report("data-missing", schema, node.Key, "does not exist and cannot be deleted");
                return list;
            case EditOperation.None when existing is null:
                Report("data-missing", schema, node.Key, "does not exist");
                return list;
            case EditOperation.Delete or EditOperation.Remove:
                return existing is null ? list : list.Without(node.Key);
        }

        if (!TryPlace(schema, node, list.Find, out var position))
        {
            return list;
        }

        var start = existing is null || operation == EditOperation.Replace ? ListEntryNode.Create(schema, node.Key) : existing;
        _path.Add((schema, node.Key));
        var result = (ListEntryNode)ApplyChildren(start, node.Children, operation);
        _path.RemoveAt(_path.Count - 1);
        return position is { } place ? list.With(result, place) : ReferenceEquals(result, existing) ? list : list.With(result);
    }

    private LeafListNode? ApplyLeafListEntry(LeafListNode? list, LeafListSchema schema, EditNode node, EditOperation operation)
    {
        var exists = list is not null && list.Contains(node.Value);
        var key = new ListKey(node.Value);
        switch (operation)
        {
            case EditOperation.Create when exists:
                Report("data-exists", schema, key, "exists already and cannot be created");
                return list;
            case EditOperation.Delete when !exists:
                Report("data-missing", schema, key, "does not exist and cannot be deleted");
                return list;
            case EditOperation.None when !exists:
                Report("data-missing", schema, key, "does not exist");
                return list;
            case EditOperation.None:
                return list;
            case EditOperation.Delete or EditOperation.Remove:
                var rest = exists ? list!.Without(node.Value) : list; // exists implies a list
                return rest is null || rest.Count == 0 ? null : rest;
        }

        if (!TryPlace(schema, node, anchor => list is not null && list.Contains(anchor[0]) ? list : null, out var position))
        {
            return list;
        }

        var target = list ?? LeafListNode.Empty(schema);
        return position is { } place ? target.With(node.Value, place) : exists ? target : target.With(node.Value);
    }

    /// <summary>Turns the insert attribute into a position; reports a missing anchor (RFC 7950 §15.7).</summary>
    private bool TryPlace(SchemaNode schema, EditNode node, Func<ListKey, object?> findAnchor, out ListPosition? position)
    {
        position = null;
        switch (node.Insert)
        {
            case null:
                return true;
            case { Place: EditInsertPlace.First }:
                position = ListPosition.First;
                return true;
            case { Place: EditInsertPlace.Last }:
                position = ListPosition.Last;
                return true;
            case { Anchor: { } anchor } insert when findAnchor(anchor) is not null:
                position = insert.Place == EditInsertPlace.Before ? ListPosition.Before(anchor) : ListPosition.After(anchor);
                return true;
            default:
                var key = schema is ListSchema ? node.Key : new ListKey(node.Value);
                var attribute = schema is ListSchema ? "key" : "value";
                _errors.Add(EditErrors.BadAttribute(PathTo(schema, key), attribute, schema.Name, "missing-instance", $"the entry the {attribute} attribute refers to does not exist"));
                return false;
        }
    }

    private static DataBranch Put(DataBranch branch, SchemaNode schema, DataNode? child)
    {
        var existing = branch.Find(schema);
        return ReferenceEquals(existing, child) ? branch : child is null ? branch.Without(schema) : branch.With(child);
    }

    private void Report(string errorTag, SchemaNode schema, ListKey key, string what)
    {
        var path = PathTo(schema, key);
        _errors.Add(new Violation(errorTag, null, path, $"{path} {what}"));
    }

    private InstancePath PathTo(SchemaNode schema, ListKey key)
    {
        var path = InstancePath.Root;
        foreach (var (step, stepKey) in _path)
        {
            path = Append(path, step, stepKey);
        }

        return Append(path, schema, key);
    }

    private static InstancePath Append(InstancePath path, SchemaNode schema, ListKey key) => path.Append(new InstanceStep(schema, key, 0));
}
