using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores.Commit;

/// <summary>The table leaf to impact, as the model carries it: the extension <c>acr-commit:impact</c>.</summary>
public static class ModelImpact
{
    /// <summary>Module that defines the extension.</summary>
    public const string ModuleName = "acr-commit";

    private const string Extension = "impact";

    /// <summary>How much a change of a node disturbs at worst; for a branch the worst of what is below. None where the model says nothing.</summary>
    public static Impact Of(SchemaNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        if (Declared(node) is { } declared)
        {
            return declared;
        }

        var worst = Impact.None;
        if (node is SchemaBranch branch and not OperationSchema and not NotificationSchema)
        {
            foreach (var child in branch.Children)
            {
                var below = child.IsConfig ? Of(child) : Impact.None;
                worst = below > worst ? below : worst;
            }
        }

        return worst;
    }

    /// <summary>What the model declares for exactly this node; null when it says nothing or no word of the table.</summary>
    public static Impact? Declared(SchemaNode node)
    {
        ArgumentNullException.ThrowIfNull(node);
        foreach (var extension in node.Extensions)
        {
            if (extension.Module == ModuleName && extension.Name == Extension)
            {
                return Parse(extension.Argument);
            }
        }

        return null;
    }

    /// <summary>An impact by its name in the model; null for any other word.</summary>
    public static Impact? Parse(string? name) => name switch
    {
        "none" => Impact.None,
        "hitless" => Impact.Hitless,
        "renegotiate" => Impact.Renegotiate,
        "relock" => Impact.Relock,
        _ => null,
    };

    /// <summary>The name of an impact in the model.</summary>
    public static string NameOf(Impact impact) => impact switch
    {
        Impact.None => "none",
        Impact.Hitless => "hitless",
        Impact.Renegotiate => "renegotiate",
        _ => "relock",
    };
}
