using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema;

/// <summary>A node of the compiled schema tree: uses expanded, augments and deviations applied, features resolved.</summary>
/// <remarks>Closed family; every concrete case is sealed. Immutable once its <see cref="SchemaContext"/> exists, hence safe to share.</remarks>
public abstract class SchemaNode
{
    private protected SchemaNode(YangModule module, string name)
    {
        Module = module;
        Name = name;
    }

    public string Name { get; }

    /// <summary>The module whose namespace the node's data has (the augmenting module for augmented nodes).</summary>
    public YangModule Module { get; }

    /// <summary>Schema parent, choices and cases included; null only for the root.</summary>
    public SchemaBranch? Parent { get; internal set; }

    /// <summary>Nearest ancestor that can appear in instance data (skips choice and case); the root for top-level nodes.</summary>
    public SchemaBranch? DataParent
    {
        get
        {
            var parent = Parent;
            while (parent is ChoiceSchema or CaseSchema)
            {
                parent = parent.Parent;
            }

            return parent;
        }
    }

    /// <summary>True for configuration; operations and notifications and what is under them are neither and say false.</summary>
    public bool IsConfig { get; internal set; }

    /// <summary>The type of the values of a leaf or leaf-list; null for nodes without value.</summary>
    public virtual YangType? ValueType => null;

    /// <summary><see cref="ValueType"/> with leafrefs followed to their end; null also where one refers to nothing.</summary>
    internal YangType? FinalValueType => ValueType is LeafRefType reference ? reference.IsResolved ? reference.TargetType : null : ValueType;

    public YangStatus Status { get; internal set; }

    public string? Description { get; internal set; }

    public string? Reference { get; internal set; }

    /// <summary>when-conditions of this node, of the uses and of the augments that brought it here (RFC 7950 §7.21.5).</summary>
    public ImmutableArray<WhenConstraint> Whens { get; internal set; } = [];

    /// <summary>must-constraints (RFC 7950 §7.5.3).</summary>
    public ImmutableArray<MustConstraint> Musts { get; internal set; } = [];

    /// <summary>if-feature expressions written on the node, all satisfied since the node exists; for tree diagrams.</summary>
    public ImmutableArray<string> IfFeatures { get; internal set; } = [];

    public ImmutableArray<ExtensionInstance> Extensions { get; internal set; } = [];

    public SourceSpan Span { get; internal set; }

    /// <summary>Position among the data children of <see cref="DataParent"/>, in schema order; -1 for choice, case and the root.</summary>
    public int Ordinal { get; internal set; } = -1;

    /// <summary>True where instance data can exist: container, list, leaf, leaf-list, anydata, anyxml.</summary>
    public bool IsDataNode => this is ContainerSchema or ListSchema or LeafSchema or LeafListSchema or AnydataSchema;

    /// <summary>The node's default as a data node, made on first use; see <see cref="Data.DefaultView"/>.</summary>
    internal Data.DataNode? DefaultNode { get; set; }

    /// <summary>Absolute schema path, module-qualified where the module changes: <c>/ptp-adaptive:ptp-adaptive/domain</c>.</summary>
    public string SchemaPath
    {
        get
        {
            if (Parent is null)
            {
                return "";
            }

            var prefix = ReferenceEquals(Parent.Module, Module) && Parent is not RootSchema ? "" : Module.Name + ":";
            return $"{Parent.SchemaPath}/{prefix}{Name}";
        }
    }

    /// <summary>What the validator checks here and below; set when the schema is complete.</summary>
    internal Validation.NodeRules Rules { get; set; } = Validation.NodeRules.None;

    /// <inheritdoc/>
    public override string ToString() => SchemaPath;
}
