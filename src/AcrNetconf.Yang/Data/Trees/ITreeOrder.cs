namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Total order of the items of one tree. A struct, so that comparisons are direct calls.</summary>
internal interface ITreeOrder<T>
{
    int Compare(in T left, in T right);
}
