using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>One step of an instance path.</summary>
/// <param name="Schema">The node stepped to; may be an operation or a notification.</param>
/// <param name="Key">Key of a list entry or value of a leaf-list entry; empty when the step has none.</param>
/// <param name="Position">1-based position of an entry without keys; 0 when the step has none.</param>
public readonly record struct InstanceStep(SchemaNode Schema, ListKey Key, int Position)
{
    public InstanceStep(SchemaNode schema)
        : this(schema, default, 0)
    {
    }
}
