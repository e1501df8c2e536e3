using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>The value a leaf had last: entries of a list often repeat it, and then share one node.</summary>
internal struct LeafCache
{
    private string? _text;
    private LeafNode? _node;

    public readonly bool TryGet(ReadOnlySpan<char> text, out LeafNode? node)
    {
        node = _node;
        return _text is not null && text.SequenceEqual(_text);
    }

    public void Keep(string text, LeafNode node)
    {
        if (!DependsOnPrefixes(node.Value.Type, node.LeafSchema.Type))
        {
            _text = text;
            _node = node;
        }
    }

    // The same text may mean another value where other prefixes are in scope; a union might have tried such a member first.
    private static bool DependsOnPrefixes(YangType actual, YangType declared)
        => actual.Base is YangBaseType.IdentityRef or YangBaseType.InstanceIdentifier
            || (declared is LeafRefType reference ? reference.TargetType : declared) is UnionType;
}
