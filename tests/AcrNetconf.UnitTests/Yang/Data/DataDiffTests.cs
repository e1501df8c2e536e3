using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Data.Trees;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Data;

[TestClass]
public sealed class DataDiffTests
{
    [TestMethod]
    [DataRow("<mtu>9000</mtu>", "<mtu>9000</mtu>", "")]
    [DataRow("<mtu>9000</mtu>", "<mtu>1500</mtu>", "Replace /ex-main:system/mtu")]
    [DataRow("<mtu>9000</mtu>", "<hostname>h</hostname>", "Create /ex-main:system/hostname, Delete /ex-main:system/mtu")]
    [DataRow("<logging/>", "<logging><level>x</level></logging>", "Create /ex-main:system/logging/level")]
    [DataRow("<logging/><mtu>1</mtu>", "<mtu>1</mtu>", "Delete /ex-main:system/logging")]
    [DataRow("<note>a</note><note>c</note>", "<note>b</note><note>c</note>", "Delete /ex-main:system/note[.='a'], Create /ex-main:system/note[.='b']")]
    [DataRow("<server><name>a</name><weight>1</weight></server>", "<server><name>a</name><weight>2</weight></server><server><name>b</name></server>", "Replace /ex-main:system/server[name='a']/weight, Create /ex-main:system/server[name='b']")]
    [DataRow("<search>a</search><search>b</search>", "<search>b</search><search>a</search>", "Move 1")]
    [DataRow("<any><x xmlns='u'>1</x></any>", "<any><x xmlns='u'>2</x></any>", "Replace /ex-main:system/any")]
    public void Differences_name_what_changed(string before, string after, string expected)
    {
        var entries = DataDiff.Between(Tree(before), Tree(after)).Flatten().ToList();
        var actual = expected.StartsWith("Move", StringComparison.Ordinal)
            ? $"Move {entries.Count(entry => entry.Operation == DiffOperation.Move)}"
            : string.Join(", ", entries.Select(entry => $"{entry.Operation} {entry.Path}"));

        Assert.AreEqual(expected, actual);
    }

    [TestMethod]
    public void An_entry_that_moves_and_changes_is_one_move_with_the_change_below()
    {
        var before = Tree("<rule><id>1</id></rule><rule><id>2</id></rule><rule><id>3</id></rule>");
        var rules = (ListNode)before.Find(Path("/ex-main:system/rule"))!;
        var after = before.Set(Path("/ex-main:system/rule"), rules.With(RuleEntry(3, "drop"), ListPosition.First));

        var changes = DataDiff.Between(before, after).Flatten().Select(entry => $"{entry.Operation} {entry.Path}").ToArray();

        CollectionAssert.AreEqual(new[] { "Move /ex-main:system/rule[id='3']", "Create /ex-main:system/rule[id='3']/action" }, changes);
    }

    [TestMethod]
    public void Removing_and_adding_the_last_entry_again_is_no_change()
    {
        var before = Tree("<rule><id>1</id></rule><rule><id>2</id></rule>");
        var rules = (ListNode)before.Find(Path("/ex-main:system/rule"))!;
        var same = before.Set(Path("/ex-main:system/rule"), rules.Without(new ListKey(Number(2))).With(RuleEntry(2)));

        Assert.IsTrue(DataDiff.Between(before, same).IsEmpty);
        Assert.IsTrue(before.ContentEquals(same));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(4)]
    public void Random_moves_are_reported_so_that_the_others_keep_their_order(int seed)
    {
        var random = new Random(seed);
        var list = ListNode.Create(Rule, Enumerable.Range(0, 200).Select(id => RuleEntry((uint)id)));
        var changed = list;
        for (var i = 0; i < random.Next(1, 40); i++)
        {
            var anchor = new ListKey(Number((uint)random.Next(200)));
            var entry = RuleEntry((uint)random.Next(200));
            changed = anchor == entry.Key ? changed : changed.With(entry, ListPosition.After(anchor));
        }

        var diff = DataDiff.Between(Empty.Set(Path("/ex-main:system/rule"), list), Empty.Set(Path("/ex-main:system/rule"), changed));
        var moved = diff.Flatten().Select(entry => entry.Node.Key).ToHashSet();

        CollectionAssert.AreEqual(
            list.Entries.Select(entry => entry.Key).Where(key => !moved.Contains(key)).ToArray(),
            changed.Entries.Select(entry => entry.Key).Where(key => !moved.Contains(key)).ToArray(),
            $"seed {seed}");
        Assert.IsTrue(moved.Count <= 40 && diff.Flatten().All(entry => entry.Operation == DiffOperation.Move), $"seed {seed}");
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void Differences_of_random_edits_agree_with_a_plain_model(int seed)
    {
        var random = new Random(seed);
        var list = ListNode.Create(Server, Enumerable.Range(0, 3000).Select(i => ServerEntry($"n{i}", "0")));
        var changed = list;
        for (var i = 0; i < 200; i++)
        {
            var name = $"n{random.Next(4000)}";
            changed = random.Next(2) == 0 ? changed.Without(new ListKey(String(name))) : changed.With(ServerEntry(name, "1"));
        }

        var (x, y) = (list.Entries.ToDictionary(entry => entry.Key), changed.Entries.ToDictionary(entry => entry.Key));
        var expected = x.Keys.Union(y.Keys).Where(key => !x.TryGetValue(key, out var a) || !y.TryGetValue(key, out var b) || !ReferenceEquals(a, b)).ToHashSet();
        var path = Path("/ex-main:system/server");
        var diff = DataDiff.Between(Empty.Set(path, list), Empty.Set(path, changed));
        var actual = diff.Root.Children.SelectMany(system => system.Children).Select(node => node.Key).ToHashSet();

        Assert.IsTrue(expected.SetEquals(actual), $"seed {seed}: {expected.Count} expected, {actual.Count} found");
    }

    [TestMethod]
    public void A_small_change_in_a_large_list_visits_few_items()
    {
        var list = ListNode.Create(Server, Enumerable.Range(0, 100_000).Select(i => ServerEntry($"n{i:D6}")));
        var changed = list.With(ServerEntry("n050000", "x")).With(ServerEntry("n050000a")).Without(new ListKey(String("n070000")));
        var counter = new Counter();
        var receiver = new CountingReceiver(counter);

        KeyedSequence<ListEntryNode>.Diff(list.Sequence, changed.Sequence, default(KeyOrder.Entries), ref receiver);

        Assert.AreEqual(2, counter.Alone);
        Assert.IsTrue(counter.Both is > 0 and < 200, $"{counter.Both} pairs compared");
    }

    private sealed class Counter
    {
        public int Alone { get; set; }

        public int Both { get; set; }
    }

    private readonly struct CountingReceiver(Counter counter) : TreeDiff.IReceiver<Slot<ListEntryNode>>
    {
        public void OnlyBefore(in Slot<ListEntryNode> item) => counter.Alone++;

        public void OnlyAfter(in Slot<ListEntryNode> item) => counter.Alone++;

        public void Both(in Slot<ListEntryNode> before, in Slot<ListEntryNode> after) => counter.Both++;

        public bool AreSame(in Slot<ListEntryNode> before, in Slot<ListEntryNode> after) => ReferenceEquals(before.Item, after.Item);
    }
}
