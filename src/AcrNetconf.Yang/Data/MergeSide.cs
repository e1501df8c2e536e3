namespace AcrNetconf.Yang.Data;

/// <summary>Whose version a conflict goes to.</summary>
public enum MergeSide
{
    Mine,
    Theirs,
}
