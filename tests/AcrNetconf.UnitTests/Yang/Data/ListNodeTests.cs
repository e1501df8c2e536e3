using AcrNetconf.Yang.Data;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Data;

[TestClass]
public sealed class ListNodeTests
{
    [TestMethod]
    public void System_ordered_entries_stand_in_key_order_whatever_the_order_of_adding()
    {
        var list = ListNode.Empty(Server).With(ServerEntry("m")).With(ServerEntry("a")).With(ServerEntry("z")).With(ServerEntry("b"));

        CollectionAssert.AreEqual(new[] { "a", "b", "m", "z" }, Names(list));
        Assert.AreEqual(2, list.IndexOf(new ListKey(String("m"))));
    }

    [TestMethod]
    public void Numeric_keys_order_numerically()
    {
        var link = ListNode.Empty(Link);
        foreach (var (a, b) in new[] { ("x", 10u), ("x", 9u), ("a", 100u) })
        {
            link = link.With(ListEntryNode.Create(Link, new ListKey(String(a), Number(b))));
        }

        CollectionAssert.AreEqual(new[] { "a 100", "x 9", "x 10" }, link.Entries.Select(entry => entry.Key.ToString()).ToArray());
    }

    [TestMethod]
    public void Replacing_an_entry_leaves_the_old_list_as_it_was()
    {
        var before = ListNode.Empty(Server).With(ServerEntry("a", "1")).With(ServerEntry("b", "2"));
        var after = before.With(ServerEntry("a", "3"));

        Assert.AreEqual("1", Address(before, "a"));
        Assert.AreEqual("3", Address(after, "a"));
        Assert.AreEqual(2, after.Count);
        Assert.AreSame(before[1], after[1]);
    }

    [TestMethod]
    public void Removing_an_absent_entry_gives_the_same_list()
    {
        var list = ListNode.Empty(Server).With(ServerEntry("a"));

        Assert.AreSame(list, list.Without(new ListKey(String("b"))));
        Assert.AreEqual(0, list.Without(new ListKey(String("a"))).Count);
    }

    [TestMethod]
    public void User_ordered_entries_stand_where_they_are_put()
    {
        var list = ListNode.Empty(Rule).With(RuleEntry(5)).With(RuleEntry(3)).With(RuleEntry(9));
        CollectionAssert.AreEqual(new[] { "5", "3", "9" }, Names(list));

        list = list.With(RuleEntry(1), ListPosition.First);
        list = list.With(RuleEntry(2), ListPosition.Before(Key(9)));
        list = list.With(RuleEntry(4), ListPosition.After(Key(9)));
        CollectionAssert.AreEqual(new[] { "1", "5", "3", "2", "9", "4" }, Names(list));

        list = list.With(RuleEntry(5), ListPosition.Last);
        list = list.With(RuleEntry(4), ListPosition.Before(Key(1)));
        CollectionAssert.AreEqual(new[] { "4", "1", "3", "2", "9", "5" }, Names(list));

        list = list.With(RuleEntry(3, "drop"));
        CollectionAssert.AreEqual(new[] { "4", "1", "3", "2", "9", "5" }, Names(list));
        Assert.AreEqual(2, list.IndexOf(Key(3)));
    }

    [TestMethod]
    public void Inserting_beside_an_absent_entry_or_itself_throws()
    {
        var list = ListNode.Empty(Rule).With(RuleEntry(5));

        Assert.ThrowsExactly<ArgumentException>(() => list.With(RuleEntry(1), ListPosition.After(Key(7))));
        Assert.ThrowsExactly<ArgumentException>(() => list.With(RuleEntry(5), ListPosition.After(Key(5))));
    }

    [TestMethod]
    public void Inserting_at_one_place_many_times_keeps_order_when_labels_run_out()
    {
        var list = ListNode.Empty(Rule).With(RuleEntry(0)).With(RuleEntry(1));
        var expected = new List<string> { "0", "1" };
        for (var id = 2u; id < 300; id++)
        {
            list = list.With(RuleEntry(id), ListPosition.After(Key(0)));
            expected.Insert(1, $"{id}");
        }

        CollectionAssert.AreEqual(expected, Names(list));
        Assert.AreEqual(150, list.IndexOf(Key(150)));
    }

    [TestMethod]
    public void Keyless_entries_may_repeat_and_go_by_position()
    {
        var value = (AcrNetconf.Yang.Schema.LeafSchema)Sample.DataChildren[0];
        var entry = ListEntryNode.Create(Sample, default).With(new LeafNode(value, Number(7)));
        var list = ListNode.Empty(Sample).With(entry).With(entry).With(ListEntryNode.Create(Sample, default));

        Assert.AreEqual(3, list.Count);
        Assert.IsNull(list.Find(default));
        Assert.AreEqual(1, list[0].Count);
        Assert.AreEqual(0, list.WithoutAt(0).WithoutAt(0)[0].Count);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Random_edits_agree_with_a_plain_model(int seed)
    {
        var random = new Random(seed);
        var model = new SortedDictionary<string, string>(StringComparer.Ordinal);
        var list = ListNode.Empty(Server);
        for (var step = 0; step < 4000; step++)
        {
            var name = $"n{random.Next(700)}";
            if (random.Next(3) == 0)
            {
                model.Remove(name);
                list = list.Without(new ListKey(String(name)));
            }
            else
            {
                var address = $"{step}";
                model[name] = address;
                list = list.With(ServerEntry(name, address));
            }
        }

        CollectionAssert.AreEqual(model.Keys, Names(list), $"seed {seed}");
        foreach (var (name, address) in model)
        {
            Assert.AreEqual(address, Address(list, name), $"seed {seed}");
        }
    }

    [TestMethod]
    public void Bulk_building_sorts_and_keeps_the_first_of_equal_keys()
    {
        var list = ListNode.Create(Server, [ServerEntry("c", "1"), ServerEntry("a"), ServerEntry("c", "2"), ServerEntry("b")]);
        var rules = ListNode.Create(Rule, [RuleEntry(2, "first"), RuleEntry(1), RuleEntry(2, "second")]);

        CollectionAssert.AreEqual(new[] { "a", "b", "c" }, Names(list));
        Assert.AreEqual("1", Address(list, "c"));
        CollectionAssert.AreEqual(new[] { "2", "1" }, Names(rules));
    }

    [TestMethod]
    public void Leaf_lists_sort_or_stand_as_placed_and_hold_values_once()
    {
        var note = LeafListNode.Empty(Node<AcrNetconf.Yang.Schema.LeafListSchema>("note")).With(String("b")).With(String("a")).With(String("b"));
        var search = LeafListNode.Empty(Node<AcrNetconf.Yang.Schema.LeafListSchema>("search"))
            .With(String("b")).With(String("a")).With(String("c"), ListPosition.Before(new ListKey(String("a"))));

        Assert.AreEqual("a b", string.Join(' ', note.Values));
        Assert.AreEqual("b c a", string.Join(' ', search.Values));
        Assert.AreEqual("b a", string.Join(' ', search.Without(String("c")).Values));
        Assert.IsTrue(search.Contains(String("c")));
    }

    private static ListKey Key(uint id) => new(Number(id));

    private static string[] Names(ListNode list) => [.. list.Entries.Select(entry => entry.Key.ToString())];

    private static string? Address(ListNode list, string name)
        => list.Find(new ListKey(String(name)))?.Find("address")?.ToString() is { } text ? text[(text.IndexOf('=') + 2)..] : null;
}
