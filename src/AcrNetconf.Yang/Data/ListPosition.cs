namespace AcrNetconf.Yang.Data;

/// <summary>Where an entry of a user-ordered list or leaf-list goes (RFC 7950 §7.7.9, §7.8.6).</summary>
/// <remarks>The default value is <see cref="Last"/>.</remarks>
public readonly record struct ListPosition
{
    private ListPosition(ListPlace place, ListKey anchor)
    {
        Place = place;
        Anchor = anchor;
    }

    public ListPlace Place { get; }

    /// <summary>The entry meant by before and after; empty otherwise.</summary>
    public ListKey Anchor { get; }

    public static ListPosition Last => default;

    public static ListPosition First { get; } = new(ListPlace.First, default);

    public static ListPosition Before(ListKey anchor) => new(ListPlace.Before, anchor);

    public static ListPosition After(ListKey anchor) => new(ListPlace.After, anchor);
}
