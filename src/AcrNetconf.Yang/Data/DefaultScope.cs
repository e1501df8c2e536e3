using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>The part of a tree whose defaults are wanted; what lies outside stays as it is and costs nothing.</summary>
public abstract class DefaultScope
{
    /// <summary>The whole tree.</summary>
    public static DefaultScope Everything { get; } = new Whole();

    /// <summary>Of a list: the only entries wanted; default when any may be.</summary>
    public virtual ImmutableArray<ListKey> Keys => default;

    /// <summary>What is wanted below a child of the branch (of each entry, when this is a list's); null for nothing.</summary>
    public abstract DefaultScope? Below(SchemaNode child);

    private sealed class Whole : DefaultScope
    {
        public override DefaultScope Below(SchemaNode child) => this;
    }
}
