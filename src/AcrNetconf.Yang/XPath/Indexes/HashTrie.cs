namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>Operations on a persistent trie over the bits of a hash, highest first; null is the empty trie.</summary>
/// <remarks>
/// A change copies one short array of references for every five bits that tell its hash from the others: three or four in a
/// hundred thousand entries, and nothing of the entries themselves.
/// </remarks>
internal static class HashTrie
{
    private const int Digit = 5;
    private const int Bits = 32;

    /// <summary>Builds from slots sorted by unsigned hash, then by key.</summary>
    public static IndexNode? Build(Span<(int Hash, IndexSlot Slot)> sorted, in IndexSlot.Order order, int depth = 0)
    {
        if (sorted.IsEmpty)
        {
            return null;
        }

        if (sorted[0].Hash == sorted[^1].Hash)
        {
            return IndexBucket.Build(sorted, order);
        }

        var digits = 0u;
        var children = new List<IndexNode>(1 << Digit);
        while (!sorted.IsEmpty)
        {
            var digit = DigitOf(sorted[0].Hash, depth);
            var length = 1;
            while (length < sorted.Length && DigitOf(sorted[length].Hash, depth) == digit)
            {
                length++;
            }

            digits |= 1u << digit;
            children.Add(Build(sorted[..length], order, depth + 1)!); // not empty
            sorted = sorted[length..];
        }

        return new IndexBranch(digits, [.. children]);
    }

    /// <summary>What is filed under a hash, or null.</summary>
    public static IndexBucket? Find(IndexNode? node, int hash)
    {
        for (var depth = 0; node is IndexBranch branch; depth++)
        {
            node = branch.Find(DigitOf(hash, depth));
        }

        return node is IndexBucket bucket && bucket.Hash == hash ? bucket : null;
    }

    /// <summary>The trie with the count of one entry under a hash changed; null when nothing is left.</summary>
    public static IndexNode? Add(IndexNode? node, int hash, in IndexSlot change, in IndexSlot.Order order, int depth = 0)
    {
        switch (node)
        {
            case null:
                return new IndexBucket(hash, change);
            case IndexBucket bucket:
                return bucket.Hash == hash ? bucket.With(change, order) : Pair(bucket, new(hash, change), depth);
        }

        var branch = (IndexBranch)node; // the only other kind
        var digit = DigitOf(hash, depth);
        branch = branch.With(digit, Add(branch.Find(digit), hash, change, order, depth + 1));
        return branch.Children switch
        {
            [] => null,
            [IndexBucket only] => only,
            _ => branch,
        };
    }

    /// <summary>A trie of two buckets with different hashes.</summary>
    private static IndexBranch Pair(IndexBucket one, IndexBucket other, int depth)
    {
        var (first, second) = (DigitOf(one.Hash, depth), DigitOf(other.Hash, depth));
        return first == second
            ? new(1u << first, [Pair(one, other, depth + 1)])
            : new((1u << first) | (1u << second), first < second ? [one, other] : [other, one]);
    }

    // The last digit has two bits only and is the highest two of five, which tells hashes apart as well.
    private static int DigitOf(int hash, int depth) => (int)((uint)hash << (Digit * depth) >> (Bits - Digit));
}
