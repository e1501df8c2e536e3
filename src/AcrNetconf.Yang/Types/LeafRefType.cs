using System.Diagnostics.CodeAnalysis;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Types;

/// <summary>leafref (RFC 7950 §9.9). Values are those of the target's type, so a value's own type is never a leafref.</summary>
public sealed class LeafRefType : YangType
{
    private SchemaNode? _target;

    internal LeafRefType(YangExpression path, bool requireInstance)
        : base(YangBaseType.LeafRef)
    {
        Path = path;
        RequireInstance = requireInstance;
    }

    /// <summary>The path as written, relative to the leaf that has this type.</summary>
    public YangExpression Path { get; }

    /// <summary>True when a referenced instance must exist (the default, §9.9.3).</summary>
    public bool RequireInstance { get; }

    /// <summary>The leaf or leaf-list referred to; set when the schema is complete.</summary>
    public SchemaNode Target
    {
        get => _target ?? throw new InvalidOperationException("the schema is not complete");
        internal set => _target = value;
    }

    /// <summary>The type values are parsed by: the target's, leafrefs followed to their end.</summary>
    public YangType TargetType
    {
        get
        {
            var type = Target.ValueType!; // targets are leafs and leaf-lists
            while (type is LeafRefType next)
            {
                type = next.Target.ValueType!;
            }

            return type;
        }
    }

    internal bool IsResolved => _target is not null;

    /// <summary>Forgets the target: it has been found to lead back to this type.</summary>
    internal void Unresolve() => _target = null;

    /// <inheritdoc/>
    public override bool TryParse(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TargetType.TryParse(text, prefixes, out value, out violation);

    internal override bool TryParseInModule(string text, IPrefixResolver? prefixes, out YangValue value, [NotNullWhen(false)] out TypeViolation? violation)
        => TargetType.TryParseInModule(text, prefixes, out value, out violation);

    internal override string ToCanonical(in YangValue value) => value.Type.ToCanonical(value);

    internal override int Compare(in YangValue left, in YangValue right) => TargetType.Compare(left, right);
}
