using AcrNetconf.UnitTests.Yang.Validation.RandomModels;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Data;

[TestClass]
public sealed class DataMergeTests
{
    [TestMethod]
    [DataRow("<mtu>1</mtu>", "<mtu>2</mtu>", "<mtu>1</mtu><hostname>h</hostname>", "<hostname>h</hostname><mtu>2</mtu>", "", DisplayName = "different nodes")]
    [DataRow("<mtu>1</mtu>", "<mtu>2</mtu>", "<mtu>3</mtu>", "<mtu>2</mtu>", "/ex-main:system/mtu", DisplayName = "a value")]
    [DataRow("<mtu>1</mtu>", "", "", "", "/ex-main:system/mtu", DisplayName = "the same change twice")]
    [DataRow("", "<port>1</port>", "<udp-port>2</udp-port>", "<port>1</port>", "/ex-main:system/port", DisplayName = "cases of a choice")]
    [DataRow("<port>1</port><keepalive>true</keepalive>", "<udp-port>2</udp-port>", "<port>3</port><keepalive>true</keepalive>", "<udp-port>2</udp-port>", "/ex-main:system/udp-port", DisplayName = "another case and a change in the old one")]
    [DataRow("", "<logging><level>a</level></logging>", "<logging/>", "<logging><level>a</level></logging>", "/ex-main:system/logging", DisplayName = "a presence container made twice")]
    [DataRow("", "<timers><hello>1</hello></timers>", "<timers><dead>2</dead></timers>", "<timers><hello>1</hello><dead>2</dead></timers>", "", DisplayName = "a container made twice is none")]
    [DataRow("<timers><dead>2</dead></timers>", "", "<timers><dead>2</dead><hello>1</hello></timers>", "<timers><hello>1</hello></timers>", "", DisplayName = "a container emptied and filled")]
    [DataRow("<server><name>a</name></server>", "<server><name>a</name><weight>1</weight></server>", "", "<server><name>a</name><weight>1</weight></server>", "/ex-main:system/server[name='a']", DisplayName = "an entry deleted and changed")]
    [DataRow("<note>a</note>", "<note>a</note><note>b</note>", "<note>a</note><note>c</note>", "<note>a</note><note>b</note>", "/ex-main:system/note", DisplayName = "members of a leaf-list")]
    [DataRow("<rule><id>1</id></rule><rule><id>2</id></rule>", "<rule><id>1</id></rule><rule><id>9</id></rule><rule><id>2</id></rule>", "<rule><id>2</id></rule><rule><id>1</id></rule>", "<rule><id>2</id></rule><rule><id>1</id></rule><rule><id>9</id></rule>", "", DisplayName = "an entry keeps its neighbour")]
    public void Both_changes_are_in_the_merge_and_mine_wins_a_conflict(string origin, string mine, string theirs, string expected, string conflicts)
    {
        var (tree, found) = DataMerge.Merge(Tree(origin), Tree(mine), Tree(theirs), MergeSide.Mine);

        Assert.AreEqual(conflicts, string.Join(' ', found));
        Assert.AreEqual(Plain(Tree(expected)), Plain(tree));
    }

    [TestMethod]
    [DataRow("<mtu>1</mtu>", "<mtu>2</mtu><hostname>h</hostname>", "<mtu>3</mtu>", "<hostname>h</hostname><mtu>3</mtu>")]
    [DataRow("<port>1</port><keepalive>true</keepalive>", "<udp-port>2</udp-port>", "<port>3</port><keepalive>true</keepalive>", "<port>3</port><keepalive>true</keepalive>")]
    [DataRow("<server><name>a</name></server>", "<server><name>a</name><weight>1</weight></server>", "", "")]
    [DataRow("<rule><id>1</id></rule><rule><id>2</id></rule><rule><id>3</id></rule>", "<rule><id>3</id></rule><rule><id>1</id></rule><rule><id>2</id></rule>", "<rule><id>2</id></rule><rule><id>3</id></rule><rule><id>1</id></rule>", "<rule><id>2</id></rule><rule><id>3</id></rule><rule><id>1</id></rule>")]
    public void Theirs_wins_when_it_is_preferred(string origin, string mine, string theirs, string expected)
        => Assert.AreEqual(Plain(Tree(expected)), Plain(DataMerge.Merge(Tree(origin), Tree(mine), Tree(theirs), MergeSide.Theirs).Tree));

    [TestMethod]
    public void What_one_side_changed_alone_is_taken_over_by_reference()
    {
        var origin = Tree("<server><name>a</name><weight>1</weight></server><mtu>1</mtu>");
        var mine = origin.Set(Path("/ex-main:system/server[name='a']/weight"), new LeafNode((LeafSchema)Server.DataChildren[0], Number(2)));
        var theirs = origin.Remove(Path("/ex-main:system/mtu"));

        var (tree, _) = DataMerge.Merge(origin, mine, theirs, MergeSide.Theirs);

        Assert.AreSame(mine.Find(Path("/ex-main:system/server[name='a']")), tree.Find(Path("/ex-main:system/server[name='a']")));
        Assert.AreSame(theirs, DataMerge.Merge(origin, origin, theirs, MergeSide.Mine).Tree);
        Assert.AreSame(mine, DataMerge.Merge(origin, mine, origin, MergeSide.Theirs).Tree);
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    public void It_does_not_matter_who_merges(int seed)
    {
        var random = new Random(seed);
        var edits = new RandomEdits(random, Context);
        var (clean, conflicting) = (0, 0);
        for (var round = 0; round < 1000; round++)
        {
            var origin = Configuration(edits.Fresh(random.Next(30)));
            var (mine, theirs) = (Edited(edits, origin, random), Edited(edits, origin, random));
            var (tree, conflicts) = DataMerge.Merge(origin, mine, theirs, MergeSide.Mine);
            var (mirrored, others) = DataMerge.Merge(origin, theirs, mine, MergeSide.Theirs);

            Assert.AreEqual(conflicts.IsEmpty, others.IsEmpty, $"seed {seed} round {round}: {string.Join(' ', conflicts)} / {string.Join(' ', others)}");
            var difference = DataDiff.Between(Normaliser.Normalise(tree), Normaliser.Normalise(mirrored)).Flatten().Where(d => d.Operation != DiffOperation.Move);
            Assert.AreEqual("", string.Join('\n', difference.Select(d => $"{d.Operation} {d.Path}")), $"seed {seed} round {round}: {string.Join(' ', conflicts)}");
            _ = conflicts.IsEmpty ? clean++ : conflicting++;
        }

        Assert.IsGreaterThan(50, clean);
        Assert.IsGreaterThan(50, conflicting);
    }

    [TestMethod]
    [DataRow(4)]
    [DataRow(5)]
    public void A_clean_merge_adds_to_theirs_exactly_what_is_mine(int seed)
    {
        var random = new Random(seed);
        var edits = new RandomEdits(random, Context);
        for (var round = 0; round < 1000; round++)
        {
            var origin = Configuration(edits.Fresh(random.Next(30)));
            var (mine, theirs) = (Edited(edits, origin, random), Edited(edits, origin, random));
            var (tree, conflicts) = DataMerge.Merge(origin, mine, theirs, MergeSide.Mine);
            if (conflicts.IsEmpty)
            {
                Assert.AreEqual(Changes(origin, mine), Changes(theirs, tree), $"seed {seed} round {round}");
            }
        }
    }

    /// <summary>The tree as text, without empty containers.</summary>
    private static string Plain(DataTree tree) => Write(Normaliser.Normalise(tree));

    private static DataTree Edited(RandomEdits edits, DataTree tree, Random random)
    {
        for (var i = random.Next(1, 4); i > 0; i--)
        {
            tree = edits.Edit(tree);
        }

        return Configuration(tree);
    }

    // A container without presence comes and goes with what is in it.
    private static string Changes(DataTree from, DataTree to)
        => string.Join('\n', DataDiff.Between(from, to).Flatten().SelectMany(Leaves).Order(StringComparer.Ordinal));

    private static IEnumerable<string> Leaves(DiffEntry change) => change switch
    {
        { Operation: DiffOperation.Move } => [],
        { Node.Schema: ContainerSchema { IsPresence: false } } => ((DataBranch)(change.After ?? change.Before)!).Children.SelectMany(c => Nodes(change.Operation, change.Path, c)),
        _ => [$"{change.Operation} {change.Path}"],
    };

    private static IEnumerable<string> Nodes(DiffOperation operation, InstancePath path, DataNode node) => node switch
    {
        ListNode list => list.Entries.Select(e => $"{operation} {path.Append(e)}"),
        LeafListNode values => values.Values.Select(v => $"{operation} {path.Append(values.LeafListSchema, v)}"),
        ContainerNode { Schema: ContainerSchema { IsPresence: false } } container => container.Children.SelectMany(c => Nodes(operation, path.Append(container), c)),
        _ => [$"{operation} {path.Append(node)}"],
    };
}
