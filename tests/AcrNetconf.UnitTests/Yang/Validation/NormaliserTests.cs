using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Validation;

[TestClass]
public sealed class NormaliserTests
{
    private const string Choice = "container c { choice h { leaf a { type string; } case b { leaf b1 { type string; } container b2 { leaf x { type string; } } } } }";
    private const string When = "leaf on { type boolean; } container w { when \"../on = 'true'\"; leaf x { type string; } leaf y { when \"../x\"; type string; } } leaf z { when \"../w/x\"; type string; }";

    [TestMethod]
    [DataRow(Choice, "<c><b1>1</b1><b2><x>1</x></b2></c>", "+<c><a>1</a></c>", "/t:c/b1\n/t:c/b2", DisplayName = "a new case deletes the old one")]
    [DataRow(Choice, "<c><a>1</a></c>", "+<c><b2><x>1</x></b2></c>", "/t:c/a", DisplayName = "data inside a container of a case")]
    [DataRow(Choice, "<c><b1>1</b1></c>", "<c><b1>1</b1><b2><x>1</x></b2></c>", "", DisplayName = "the same case grows")]
    [DataRow(When, "<on>true</on><w><x>1</x><y>2</y></w><z>3</z>", "<on>false</on><w><x>1</x><y>2</y></w><z>3</z>", "/t:w\n/t:z", DisplayName = "a false when deletes, and what depended on it")]
    [DataRow(When, "<on>true</on><w><x>1</x><y>2</y></w>", "<on>true</on><w><y>2</y></w>", "/t:w/y", DisplayName = "a when inside")]
    [DataRow(When, "<on>false</on>", "<on>false</on><w><x>1</x></w>", "", DisplayName = "what the edit itself creates stays")]
    public void Implicit_deletions_are_made_and_reported(string body, string before, string after, string deleted)
    {
        var bench = ValidationBench.For(body);
        var from = bench.Tree(before);
        var result = Normaliser.Normalise(DataDiff.Between(from, Merge(from, bench.Tree(after.TrimStart('+')), isMerge: after[0] == '+')));
        Assert.AreEqual(deleted, string.Join('\n', result.Deleted));
        foreach (var path in result.Deleted)
        {
            Assert.IsNull(result.Tree.Find(path), path.ToString());
        }
    }

    [TestMethod]
    public void Empty_non_presence_containers_vanish_and_presence_containers_stay()
    {
        var bench = ValidationBench.For("container a { container b { leaf x { type string; } } } container p { presence p; } list l { key k; leaf k { type string; } container n { leaf x { type string; } } }");
        var tree = Normaliser.Normalise(bench.Tree("<a><b/></a><p/><l><k>1</k><n/></l>"));
        Assert.IsNull(tree.Root.Find("a"));
        Assert.IsNotNull(tree.Root.Find("p"));
        Assert.AreEqual(1, ((ListNode)tree.Root.Find("l")!)[0].Count);
    }

    /// <summary>The newer content sharing what is equal, as an edit produces it; a "+" before the document keeps what it does not mention.</summary>
    private static DataTree Merge(DataTree from, DataTree to, bool isMerge)
    {
        var tree = from;
        foreach (var entry in DataDiff.Between(from, to).Flatten())
        {
            tree = entry.Operation != DiffOperation.Delete ? tree.Set(entry.Path, entry.After!) : isMerge ? tree : tree.Remove(entry.Path);
        }

        return tree;
    }
}
