namespace AcrNetconf.Yang.Data.Trees;

/// <summary>A key looked for.</summary>
internal interface IKeyProbe<T> : ITreeProbe<T>
{
    /// <summary>What <see cref="IKeyOrder{T}.PrefixOf"/> says of an item with this key.</summary>
    long Prefix { get; }
}
