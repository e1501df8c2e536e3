namespace AcrNetconf.Yang.XPath;

/// <summary>How far up an expression's value is decided: it depends only on the ancestor that many steps above, and what hangs below it.</summary>
/// <param name="Context">Steps above the context node; <see cref="Constant"/> when the context node does not matter.</param>
/// <param name="Current">Steps above the node current() returns; <see cref="Constant"/> when it does not matter.</param>
/// <param name="UsesPosition">True when position() or last() of the surrounding context matter.</param>
internal readonly record struct Dependence(int Context, int Current, bool UsesPosition)
{
    /// <summary>Height of something that depends on the tree as a whole only.</summary>
    public const int Constant = int.MaxValue;

    public static Dependence None { get; } = new(Constant, Constant, false);

    /// <summary>True when the context node does not matter: the value is the same for every node a predicate is tried on.</summary>
    public bool IsContextFree => Context == Constant && !UsesPosition;

    public Dependence And(Dependence other)
        => new(Math.Min(Context, other.Context), Math.Min(Current, other.Current), UsesPosition || other.UsesPosition);
}
