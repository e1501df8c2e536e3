using System.Numerics;

namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>Children by five bits of the hash; only those there are.</summary>
/// <param name="digits">One bit for each child there is.</param>
/// <param name="children">In the order of their digits.</param>
internal sealed class IndexBranch(uint digits, IndexNode[] children) : IndexNode
{
    public IndexNode[] Children { get; } = children;

    /// <summary>The child for a digit, or null.</summary>
    public IndexNode? Find(int digit) => (digits >> digit & 1) == 0 ? null : Children[Place(digit)];

    /// <summary>This branch with another child for a digit; null takes it away.</summary>
    public IndexBranch With(int digit, IndexNode? child)
    {
        var at = Place(digit);
        var bit = 1u << digit;
        if ((digits & bit) != 0 && child is not null)
        {
            var replaced = Children.AsSpan().ToArray();
            replaced[at] = child;
            return new(digits, replaced);
        }

        return child is null
            ? new(digits & ~bit, [.. Children.AsSpan(0, at), .. Children.AsSpan(at + 1)])
            : new(digits | bit, [.. Children.AsSpan(0, at), child, .. Children.AsSpan(at)]);
    }

    private int Place(int digit) => BitOperations.PopCount(digits & ((1u << digit) - 1));
}
