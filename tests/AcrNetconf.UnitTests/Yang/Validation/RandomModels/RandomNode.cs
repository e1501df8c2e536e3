namespace AcrNetconf.UnitTests.Yang.Validation.RandomModels;

/// <summary>A schema node a <see cref="RandomModel"/> made, as far as the text of expressions needs it.</summary>
/// <param name="Name">Unique in both modules.</param>
/// <param name="Keyword">container, list, leaf, leaf-list, anydata, choice or case.</param>
/// <param name="Parent">Null at the top.</param>
/// <param name="IsAugmented">Defined by the augmenting module.</param>
/// <param name="Order">Position in the order of definition: conditions of existence look backwards only, so none runs in a circle.</param>
internal sealed record RandomNode(string Name, string Keyword, RandomNode? Parent, bool IsAugmented, int Order)
{
    public List<RandomNode> Children { get; } = [];

    /// <summary>Leafs and leaf-lists: the name of the type's kind.</summary>
    public string Type { get; set; } = "";

    public bool IsLeaf => Keyword is "leaf" or "leaf-list";

    public bool IsData => Keyword is not ("choice" or "case");

    public bool IsKey { get; set; }

    public RandomNode? DataParent => Parent is null || Parent.IsData ? Parent : Parent.DataParent;

    /// <summary>Data nodes from the top to this one.</summary>
    public List<RandomNode> Trail()
    {
        var trail = DataParent?.Trail() ?? [];
        trail.Add(this);
        return trail;
    }
}
