using System.Text.Json;
using AcrNetconf.Yang.Encoding;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Encoding;

[TestClass]
public sealed class JsonEncodingTests
{
    [TestMethod]
    [DataRow("""{"hostname":"h"}""")]
    [DataRow("""{"hostname":"","mtu":1500,"enabled":false,"note":["a","b"],"search":["z","a"],"tags":[3],"flag":[null]}""")]
    [DataRow("""{"kind":"ex-aug:bridge","target":"/ex-main:system/ex-aug:extra"}""")]
    [DataRow("""{"target":"/ex-main:system/server[name='/a:b[']/weight"}""")]
    [DataRow("""{"logging":{},"ex-aug:extra":"e"}""")]
    [DataRow("""{"any":{"x":["1","2"],"y":{"z":"t"}}}""")]
    [DataRow("""{"server":[{"name":"a","weight":1},{"name":"b"}],"rule":[{"id":9},{"id":1}],"link":[{"a":"x","b":1,"cost":2}]}""")]
    [DataRow("""{"counters":{"hits":"18446744073709551615","sample":[{"value":1},{}],"seen":["s","s"]}}""")]
    public void Writing_what_was_read_gives_the_text_again(string system)
    {
        var json = $$"""{"ex-main:system":{{system}}}""";
        var result = Read(json);

        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        Assert.AreEqual(json, JsonDataWriter.ToText(result.Node));
    }

    [TestMethod]
    [DataRow("<hostname>&#233;\"</hostname><mtu>1</mtu><kind>router</kind><server><name>a</name></server>")]
    [DataRow("<rule><id>2</id></rule><rule><id>1</id></rule><any><a>1</a></any><target xmlns:ex='urn:ex'>/ex:system/ex:link[ex:a='x'][ex:b='1']</target>")]
    public void Json_and_xml_hold_the_same(string inSystem)
    {
        var tree = Tree(inSystem);
        var result = Read(JsonDataWriter.ToText(tree.Root));

        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        Assert.AreEqual(Write(tree), Write(result.ToTree(Context)));
    }

    [TestMethod]
    [DataRow("""{"nope":1}""", "unknown-element", "/ex-main:system")]
    [DataRow("""{"zzz:nope":1}""", "unknown-namespace", "/ex-main:system")]
    [DataRow("""{"mtu":"1500"}""", "invalid-value", "/ex-main:system/mtu")]
    [DataRow("""{"mtu":[1]}""", "invalid-value", "/ex-main:system/mtu")]
    [DataRow("""{"hostname":5}""", "invalid-value", "/ex-main:system/hostname")]
    [DataRow("""{"enabled":"true"}""", "invalid-value", "/ex-main:system/enabled")]
    [DataRow("""{"counters":{"hits":5}}""", "invalid-value", "/ex-main:system/counters/hits")]
    [DataRow("""{"flag":true}""", "invalid-value", "/ex-main:system/flag")]
    [DataRow("""{"note":"a"}""", "bad-element", "/ex-main:system/note")]
    [DataRow("""{"server":{"name":"a"}}""", "bad-element", "/ex-main:system/server")]
    [DataRow("""{"timers":[]}""", "bad-element", "/ex-main:system/timers")]
    [DataRow("""{"server":[{"weight":1}]}""", "missing-element", "/ex-main:system/server")]
    [DataRow("""{"server":[{"name":"a"},{"name":"a"}]}""", "bad-element", "/ex-main:system/server[name='a']")]
    [DataRow("""{"server":[{"weight":"x","name":"late"}]}""", "invalid-value", "/ex-main:system/server[name='late']/weight")]
    [DataRow("""{"mtu":1,"mtu":2}""", "bad-element", "/ex-main:system/mtu")]
    [DataRow("""{"mtu":1.5}""", "invalid-value", "/ex-main:system/mtu")]
    [DataRow("""{"mtu":1e999}""", "invalid-value", "/ex-main:system/mtu")]
    [DataRow("""{"mtu":1e-1}""", "invalid-value", "/ex-main:system/mtu")]
    [DataRow("""{"server":[{"name":"a"}],"server":[{"name":"b"}]}""", "bad-element", "/ex-main:system/server")]
    [DataRow("""{"note":["a"],"note":["b"]}""", "bad-element", "/ex-main:system/note")]
    [DataRow("""{"timers":{"hello":1},"timers":{"hello":2}}""", "bad-element", "/ex-main:system/timers")]
    [DataRow("""{"any":{"x":1},"any":{"x":2}}""", "bad-element", "/ex-main:system/any")]
    [DataRow("""{"any":{"x":"a\u0000b"}}""", "invalid-value", "/ex-main:system/any")]
    [DataRow("""{"hostname":"a\u0000b"}""", "invalid-value", "/ex-main:system/hostname")]
    [DataRow("""{"hostname":null}""", "invalid-value", "/ex-main:system/hostname")]
    [DataRow("""{"flag":[null,null]}""", "invalid-value", "/ex-main:system/flag")]
    [DataRow("""{"flag":[]}""", "invalid-value", "/ex-main:system/flag")]
    public void Violations_name_tag_and_path(string system, string tag, string path)
    {
        var result = Read($$"""{"ex-main:system":{{system}}}""");

        Assert.AreEqual($"{tag} {path}", string.Join('|', result.Violations.Select(violation => $"{violation.ErrorTag} {violation.Path}")));
    }

    [TestMethod]
    [DataRow("1e3", "1000")]
    [DataRow("1.0", "1")]
    [DataRow("0.5E1", "5")]
    [DataRow("1500e0", "1500")]
    public void Whole_numbers_may_be_written_like_any_number_of_json(string number, string canonical)
    {
        var result = Read($$$"""{"ex-main:system":{"mtu":{{{number}}}}}""");

        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        Assert.AreEqual($$$"""{"ex-main:system":{"mtu":{{{canonical}}}}}""", JsonDataWriter.ToText(result.Node));
    }

    [TestMethod]
    [DataRow("\"a\\ud800\"")]
    [DataRow("\"\xff\"")]
    public void Text_that_is_not_unicode_ends_in_an_exception_of_the_json_reader(string value)
    {
        var bytes = System.Text.Encoding.Latin1.GetBytes($$$"""{"ex-main:system":{"hostname":{{{value}}}}}""");
        Assert.Throws<JsonException>(() => JsonDataReader.ReadData(bytes, Context));
    }

    [TestMethod]
    public void Top_level_members_need_their_module()
    {
        Assert.AreEqual("unknown-namespace", Read("""{"system":{}}""").Violations.Single().ErrorTag);
    }

    [TestMethod]
    public void Metadata_is_passed_over_on_reading_and_tags_defaults_on_writing()
    {
        var result = Read("""{"ex-main:system":{"mtu":1,"@mtu":{"x:y":1},"@":{"a:b":[1]},"hostname":"h"}}""");

        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        Assert.AreEqual(
            """{"ex-main:system":{"hostname":"h","mtu":1,"enabled":true,"@enabled":{"ietf-netconf-with-defaults:default":true},"tags":[1,2],"@tags":[{"ietf-netconf-with-defaults:default":true},{"ietf-netconf-with-defaults:default":true}],"keepalive":true,"@keepalive":{"ietf-netconf-with-defaults:default":true},"timers":{"hello":10,"@hello":{"ietf-netconf-with-defaults:default":true}}}}""",
            JsonDataWriter.ToText(result.Node, new WriteOptions(WithDefaultsMode.ReportAllTagged)));
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("{")]
    [DataRow("{\"ex-main:system\":{}} x")]
    [DataRow("{\"ex-main:system\":{\"any\":[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[")]
    public void What_is_not_json_ends_in_an_exception_of_the_json_reader(string text)
    {
        Assert.Throws<JsonException>(() => Read(text));
    }

    private static ReadResult Read(string json) => JsonDataReader.ReadData(System.Text.Encoding.UTF8.GetBytes(json), Context);
}
