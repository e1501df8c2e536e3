using System.Collections.Immutable;

namespace AcrNetconf.Yang.Schema;

/// <summary>A schema node that has children.</summary>
public abstract class SchemaBranch : SchemaNode
{
    private Dictionary<(string Namespace, string Name), SchemaNode>? _dataIndex;

    private protected SchemaBranch(YangModule module, string name)
        : base(module, name)
    {
    }

    /// <summary>Schema children in order, choices and cases, actions and notifications included.</summary>
    public ImmutableArray<SchemaNode> Children { get; internal set; } = [];

    /// <summary>Children that can appear in instance data, choices and cases flattened, in schema order; index = <see cref="SchemaNode.Ordinal"/>.</summary>
    public ImmutableArray<SchemaNode> DataChildren { get; internal set; } = [];

    /// <summary>Data child by XML namespace and name; null when there is none.</summary>
    public SchemaNode? FindDataChild(string @namespace, string name)
        => _dataIndex is { } index && index.TryGetValue((@namespace, name), out var node) ? node : null;

    /// <summary>Called once by the compiler when the children are final: flattens choices and fixes ordinals.</summary>
    internal void Freeze()
    {
        var flat = ImmutableArray.CreateBuilder<SchemaNode>();
        Flatten(Children, flat);
        DataChildren = flat.ToImmutable();
        _dataIndex = new(DataChildren.Length);
        for (var i = 0; i < DataChildren.Length; i++)
        {
            if (this is not (ChoiceSchema or CaseSchema))
            {
                DataChildren[i].Ordinal = i;
            }

            _dataIndex.TryAdd((DataChildren[i].Module.Namespace, DataChildren[i].Name), DataChildren[i]);
        }
    }

    private static void Flatten(ImmutableArray<SchemaNode> children, ImmutableArray<SchemaNode>.Builder into)
    {
        foreach (var child in children)
        {
            if (child is ChoiceSchema or CaseSchema)
            {
                Flatten(((SchemaBranch)child).Children, into);
            }
            else if (child.IsDataNode)
            {
                into.Add(child);
            }
        }
    }
}
