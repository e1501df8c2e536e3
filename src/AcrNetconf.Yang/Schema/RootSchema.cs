namespace AcrNetconf.Yang.Schema;

/// <summary>The root above all top-level nodes of all implemented modules: data nodes, operations, notifications, structures.</summary>
public sealed class RootSchema : SchemaBranch
{
    internal RootSchema(YangModule placeholder)
        : base(placeholder, "")
    {
    }
}
