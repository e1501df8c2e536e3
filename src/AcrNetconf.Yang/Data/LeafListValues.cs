using System.Collections;
using AcrNetconf.Yang.Data.Trees;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Data;

/// <summary>The values of a leaf-list in order; foreach over it does not allocate.</summary>
public readonly struct LeafListValues : IReadOnlyCollection<YangValue>
{
    private readonly TreeNode<Slot<YangValue>>? _root;

    internal LeafListValues(TreeNode<Slot<YangValue>>? root) => _root = root;

    public int Count => _root?.Count ?? 0;

    public Enumerator GetEnumerator() => new(_root);

    IEnumerator<YangValue> IEnumerable<YangValue>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Must not be copied while in use.</summary>
    public struct Enumerator : IEnumerator<YangValue>
    {
        private readonly TreeNode<Slot<YangValue>>? _root;
        private TreeEnumerator<Slot<YangValue>> _slots;

        internal Enumerator(TreeNode<Slot<YangValue>>? root)
        {
            _root = root;
            _slots = new(root);
        }

        public readonly YangValue Current => _slots.Current.Item;

        readonly object IEnumerator.Current => Current;

        public bool MoveNext() => _slots.MoveNext();

        public void Reset() => _slots = new(_root);

        public readonly void Dispose()
        {
        }
    }
}
