namespace AcrNetconf.Yang.Data.Trees;

/// <summary>Takes items of a tree one after another.</summary>
internal interface ITreeVisitor<T>
{
    /// <returns>False to see no more.</returns>
    bool Visit(in T item);
}
