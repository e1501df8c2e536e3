using System.Runtime.InteropServices;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath.Indexes;

namespace AcrNetconf.UnitTests.Yang.XPath.Indexes;

/// <summary>The trie behind validation's indexes against a dictionary, with hashes that share many bits, or all.</summary>
[TestClass]
public sealed class HashTrieTests
{
    private const string Module = "module t { yang-version 1.1; namespace urn:t; prefix t; list l { key k; leaf k { type uint8; } } }";
    private const int Keys = 40;

    private static readonly int[] Hashes = [0, 1, 2, 3, 4, 31, 32, int.MinValue, int.MinValue + 1, -1, -2, -4, 1 << 27, 0x12345678, 0x12345679];

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    public void Finds_what_was_filed_whatever_the_hashes_share(int seed)
    {
        var list = List();
        var order = new IndexSlot.Order(list.ListSchema);
        var random = new Random(seed);
        var model = new Dictionary<(int Hash, int Key), int>();
        IndexNode? root = null;
        (IndexNode? Root, Dictionary<(int Hash, int Key), int> Model) earlier = (null, []);
        for (var i = 0; i < 6000; i++)
        {
            // Fills first, empties later.
            var at = (Hash: Hashes[random.Next(Hashes.Length)], Key: random.Next(Keys));
            var count = model.GetValueOrDefault(at);
            var delta = count > 0 && random.Next(6000) < i ? -1 : 1;
            if (count == 0 && i > 4500)
            {
                continue;
            }

            root = HashTrie.Add(root, at.Hash, new(list[at.Key].Key, delta), order);
            model[at] = count + delta;
            if (i % 500 == 0)
            {
                Check(list, model, root, $"seed {seed}, step {i}");
                Check(list, model, Build(list, model, order), $"seed {seed}, step {i}, built at once");
                Check(list, earlier.Model, earlier.Root, $"seed {seed}, step {i}, the version before");
                earlier = (root, new(model));
            }
        }

        foreach (var (at, count) in model)
        {
            for (var left = count; left > 0; left--)
            {
                root = HashTrie.Add(root, at.Hash, new(list[at.Key].Key, -1), order);
            }
        }

        Assert.IsNull(root, "everything was taken out");
    }

    private static void Check(ListNode list, Dictionary<(int Hash, int Key), int> model, IndexNode? root, string when)
    {
        foreach (var hash in Hashes)
        {
            var found = new List<ListEntryNode>();
            HashTrie.Find(root, hash)?.CopyTo(list, found);
            var expected = model.Where(pair => pair.Key.Hash == hash && pair.Value > 0).Select(pair => pair.Key.Key).Order();
            Assert.AreEqual(string.Join(' ', expected), string.Join(' ', found.Select(entry => entry.Key.ToString())), $"{when}, hash {hash}");
        }

        Assert.IsNull(HashTrie.Find(root, 0x7ABCDEF0), when);
    }

    private static IndexNode? Build(ListNode list, Dictionary<(int Hash, int Key), int> model, IndexSlot.Order order)
    {
        // One slot for each time an entry was filed, as the facets of a leaf-list give them.
        var slots = model
            .OrderBy(pair => (uint)pair.Key.Hash).ThenBy(pair => pair.Key.Key)
            .SelectMany(pair => Enumerable.Repeat((pair.Key.Hash, new IndexSlot(list[pair.Key.Key].Key, 1)), pair.Value))
            .ToList();
        return HashTrie.Build(CollectionsMarshal.AsSpan(slots), order);
    }

    private static ListNode List()
    {
        var context = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("t", null, Module)).Compile().Context!; // it is correct
        var builder = new TreeBuilder(context);
        for (var key = 0; key < Keys; key++)
        {
            builder.Enter("l").Leaf("k", key).Exit();
        }

        return (ListNode)builder.BuildTree().Root.Children[0];
    }
}
