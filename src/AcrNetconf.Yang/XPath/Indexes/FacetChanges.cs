namespace AcrNetconf.Yang.XPath.Indexes;

/// <summary>Hashes of values that came to or left one entry; the same value may come and go.</summary>
internal sealed class FacetChanges
{
    private readonly List<(int Hash, int Delta)> _changes = [];

    public int Count => _changes.Count;

    public (int Hash, int Delta) this[int index] => _changes[index];

    /// <param name="hash">Hash of the value.</param>
    /// <param name="delta">1 when it came, -1 when it went.</param>
    public void Add(int hash, int delta) => _changes.Add((hash, delta));

    public void Clear() => _changes.Clear();
}
