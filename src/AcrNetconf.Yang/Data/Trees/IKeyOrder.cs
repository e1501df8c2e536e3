namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Order of items by key, with a number that goes before it.</summary>
internal interface IKeyOrder<T> : ITreeOrder<T>
{
    /// <summary>Never greater than that of an item that comes later; equal for equal keys.</summary>
    long PrefixOf(in T item);
}
