using System.Collections;
using AcrNetconf.Yang.Data.Trees;

namespace AcrNetconf.Yang.Data;

/// <summary>The entries of a list in list order; foreach over it does not allocate.</summary>
public readonly struct ListEntries : IReadOnlyCollection<ListEntryNode>
{
    private readonly TreeNode<Slot<ListEntryNode>>? _root;

    internal ListEntries(TreeNode<Slot<ListEntryNode>>? root) => _root = root;

    public int Count => _root?.Count ?? 0;

    public Enumerator GetEnumerator() => new(_root);

    IEnumerator<ListEntryNode> IEnumerable<ListEntryNode>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Must not be copied while in use.</summary>
    public struct Enumerator : IEnumerator<ListEntryNode>
    {
        private readonly TreeNode<Slot<ListEntryNode>>? _root;
        private TreeEnumerator<Slot<ListEntryNode>> _slots;

        internal Enumerator(TreeNode<Slot<ListEntryNode>>? root)
        {
            _root = root;
            _slots = new(root);
        }

        public readonly ListEntryNode Current => _slots.Current.Item;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => _slots.MoveNext();

        public void Reset() => _slots = new(_root);

        public readonly void Dispose()
        {
        }
    }
}
