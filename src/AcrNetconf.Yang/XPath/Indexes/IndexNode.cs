namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>A node of a <see cref="HashTrie"/>. Immutable.</summary>
internal abstract class IndexNode
{
    private protected IndexNode()
    {
    }
}
