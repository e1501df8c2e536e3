namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Something looked for in a tree without building an item.</summary>
internal interface ITreeProbe<T>
{
    /// <summary>Sign of (what is looked for - <paramref name="item"/>).</summary>
    int CompareTo(in T item);
}
