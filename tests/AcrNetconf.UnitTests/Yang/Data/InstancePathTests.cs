using AcrNetconf.Yang.Data;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Data;

[TestClass]
public sealed class InstancePathTests
{
    [TestMethod]
    [DataRow("/ex-main:system")]
    [DataRow("/ex-main:system/mtu")]
    [DataRow("/ex-main:system/ex-aug:extra")]
    [DataRow("/ex-main:system/server[name='a b']/address")]
    [DataRow("/ex-main:system/server[name=\"it's\"]")]
    [DataRow("/ex-main:system/server[name=concat('\"',\"'\",'')]")]
    [DataRow("/ex-main:system/link[a='x'][b='9']/cost")]
    [DataRow("/ex-main:system/note[.='n']")]
    [DataRow("/ex-main:system/counters/sample[3]/value")]
    [DataRow("/ex-main:system/server[name='a']/restart/graceful")]
    [DataRow("/ex-main:reset/delay")]
    [DataRow("/")]
    public void Printing_what_was_parsed_gives_the_text_again(string text)
    {
        var path = Path(text);

        Assert.AreEqual(text, path.ToString());
        Assert.AreEqual(Path(text), path);
        Assert.AreEqual(Path(text).GetHashCode(), path.GetHashCode());
    }

    [TestMethod]
    public void Keys_may_come_in_any_order_with_space_and_prefixes()
    {
        Assert.AreEqual(Path("/ex-main:system/link[a='x'][b='9']"), Path("/ex-main:system/link [ ex-main:b = \"09\" ] [a= 'x']"));
    }

    [TestMethod]
    [DataRow("", "'/' was expected")]
    [DataRow("system", "'/' was expected")]
    [DataRow("/system", "needs a prefix")]
    [DataRow("/nope:system", "prefix nope is not known")]
    [DataRow("/ex-main:system/nope", "no node ex-main:nope in system")]
    [DataRow("/ex-main:system/server[name='a'", "']' was expected")]
    [DataRow("/ex-main:system/server[nope='a']", "nope is not a key of server")]
    [DataRow("/ex-main:system/link[a='a']", "all keys of link")]
    [DataRow("/ex-main:system/link[a='a'][a='b']", "given twice")]
    [DataRow("/ex-main:system/rule[id='x']", "id: ")]
    [DataRow("/ex-main:system/mtu/x", "mtu has no children")]
    [DataRow("/ex-main:system/mtu[.='1']", "not a leaf-list")]
    [DataRow("/ex-main:system/server[0]", "position")]
    [DataRow("/ex-main:system/server[name='a", "does not end")]
    [DataRow("/ex-main:system ]", "was expected")]
    public void Wrong_paths_are_refused_with_a_reason(string text, string reason)
    {
        Assert.IsFalse(InstancePath.TryParse(text, Context, new ModuleNames(Context), out var path, out var error));
        Assert.IsNull(path);
        StringAssert.Contains(error, reason);
    }

    [TestMethod]
    public void XPath_form_prefixes_every_name_and_says_what_prefixes_mean()
    {
        var text = Path("/ex-main:system/server[name='a']").Parent!.Append(Leaf("extra")).ToXPath(out var declarations);
        var keys = Path("/ex-main:system/link[a='x'][b='9']/cost").ToXPath(out _);

        Assert.AreEqual("/ex:system/aug:extra", text);
        Assert.AreEqual("ex=urn:ex aug=urn:aug", string.Join(' ', declarations.Select(pair => $"{pair.Key}={pair.Value}")));
        Assert.AreEqual("/ex:system/ex:link[ex:a='x'][ex:b='9']/ex:cost", keys);
    }

    [TestMethod]
    public void Keys_of_an_entry_parse_alone()
    {
        Assert.IsTrue(InstancePath.TryParseKey("[ex-main:id='7']", Rule, Context, new ModuleNames(Context), out var key, out _));
        Assert.AreEqual(new ListKey(Number(7)), key);
        Assert.IsFalse(InstancePath.TryParseKey("[a='7']", Link, Context, new ModuleNames(Context), out _, out var error));
        StringAssert.Contains(error, "all keys");
    }

    [TestMethod]
    public void Trees_find_set_and_remove_by_path()
    {
        var tree = Empty.Set(Path("/ex-main:system/server[name='a']/address"), new LeafNode((AcrNetconf.Yang.Schema.LeafSchema)Server.DataChildren[2], String("x")));

        Assert.AreEqual("<system xmlns=\"urn:ex\"><server><name>a</name><address>x</address></server></system>", Write(tree));
        Assert.IsInstanceOfType<ListEntryNode>(tree.Find(Path("/ex-main:system/server[name='a']")));
        Assert.IsInstanceOfType<ListNode>(tree.Find(Path("/ex-main:system/server")));
        Assert.IsNull(tree.Find(Path("/ex-main:system/server[name='b']")));
        Assert.AreSame(tree, tree.Remove(Path("/ex-main:system/server[name='b']/address")));
        Assert.IsNull(tree.Remove(Path("/ex-main:system/server[name='a']")).Find(Path("/ex-main:system/server")));
    }

    [TestMethod]
    public void Paths_begin_with_their_ancestors()
    {
        var path = Path("/ex-main:system/server[name='a']/address");

        Assert.IsTrue(path.StartsWith(Path("/ex-main:system/server[name='a']")));
        Assert.IsTrue(path.StartsWith(InstancePath.Root));
        Assert.IsFalse(path.StartsWith(Path("/ex-main:system/server[name='b']")));
    }
}
