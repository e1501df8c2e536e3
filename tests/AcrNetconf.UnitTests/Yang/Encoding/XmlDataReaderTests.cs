using AcrNetconf.UnitTests.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;
using static AcrNetconf.UnitTests.Yang.Data.TestModel;

namespace AcrNetconf.UnitTests.Yang.Encoding;

[TestClass]
public sealed class XmlDataReaderTests
{
    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    [TestMethod]
    [DataRow("<hostname>h</hostname>")]
    [DataRow("<hostname> two  blanks </hostname>")]
    [DataRow("<hostname/>")]
    [DataRow("<hostname>&#233;&lt;&amp;&#128512; ]]&gt; > \" ' </hostname>")]
    [DataRow("<mtu>1500</mtu><enabled>false</enabled><note>a</note><note>b</note><search>z</search><search>a</search><flag/>")]
    [DataRow("<kind>router</kind>")]
    [DataRow("<kind xmlns:aug=\"urn:aug\">aug:bridge</kind>")]
    [DataRow("<target xmlns:ex=\"urn:ex\" xmlns:aug=\"urn:aug\">/ex:system/aug:extra</target>")]
    [DataRow("<target xmlns:ex=\"urn:ex\">/ex:system/ex:server[ex:name='/a:b[']</target>")]
    [DataRow("<any><x xmlns=\"u\" y=\"1\">t<z/></x></any>")]
    [DataRow("<logging/><extra xmlns=\"urn:aug\">e</extra>")]
    [DataRow("<server><name>a</name><weight>1</weight></server><rule><id>9</id></rule><rule><id>1</id></rule><link><a>x</a><b>1</b><cost>2</cost></link>")]
    [DataRow("<counters><hits>18446744073709551615</hits><sample><value>1</value></sample><sample/><seen>s</seen><seen>s</seen></counters>")]
    public void Writing_what_was_read_gives_the_text_again(string inSystem)
    {
        var xml = $"<system xmlns=\"urn:ex\">{inSystem}</system>";
        var result = Read($"<data>{xml}</data>");

        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        Assert.AreEqual(xml, Write(result.ToTree(Context)));
    }

    [TestMethod]
    [DataRow("<server><address>x</address><name>b</name></server><server><name>a</name></server>", "<server><name>a</name></server><server><name>b</name><address>x</address></server>")]
    [DataRow("<mtu>  09000 </mtu>", "<mtu>9000</mtu>")]
    [DataRow("<hostname>a<!-- c --><![CDATA[<b>]]>c</hostname>", "<hostname>a&lt;b>c</hostname>")]
    [DataRow("<hostname>   </hostname>", "<hostname>   </hostname>")]
    [DataRow("<p:mtu xmlns:p='urn:ex'>1</p:mtu>", "<mtu>1</mtu>")]
    [DataRow("<kind xmlns:q='urn:ex'>q:router</kind>", "<kind>router</kind>")]
    [DataRow("<note>b</note><mtu>1</mtu><note>a</note>", "<mtu>1</mtu><note>a</note><note>b</note>")]
    [DataRow("<any xmlns:k='u:k'><v xmlns=''>k:x</v></any>", "<any xmlns:k=\"u:k\"><v xmlns=\"\">k:x</v></any>")]
    [DataRow("<any xml:lang='en' xmlns:k='u:k'><v xmlns='' k:y='1'/></any>", "<any xmlns:k=\"u:k\"><v xmlns=\"\" k:y=\"1\"/></any>")]
    [DataRow("<any xml:lang='en' xmlns:k='u:k'><v xmlns=''/></any>", "<any><v xmlns=\"\"/></any>")]
    public void Lenient_input_becomes_canonical_output(string input, string output)
    {
        var result = Read($"<data><system xmlns='urn:ex'>\n {input}\n</system></data>");

        Assert.IsTrue(result.IsValid, string.Join('\n', result.Violations));
        Assert.AreEqual($"<system xmlns=\"urn:ex\">{output}</system>", Write(result.ToTree(Context)));
    }

    [TestMethod]
    public void Long_text_survives_every_length_around_the_chunk_size()
    {
        for (var length = 500; length < 530; length++)
        {
            var text = new string('x', length - 1) + "é";
            Assert.AreEqual(text, ((AcrNetconf.Yang.Data.LeafNode)Tree($"<hostname>{text}</hostname>").Find(Path("/ex-main:system/hostname"))!).Value.ToString());
        }

        var long1 = new string('y', 100_000);
        StringAssert.Contains(Write(Tree($"<hostname>{long1}</hostname>")), long1);
    }

    [TestMethod]
    [DataRow("<nope/>", "unknown-element", "/ex-main:system", "bad-element=nope")]
    [DataRow("<nope xmlns='urn:zzz'/>", "unknown-namespace", "/ex-main:system", "bad-element=nope,bad-namespace=urn:zzz")]
    [DataRow("<nope xmlns=''/>", "unknown-namespace", "/ex-main:system", "bad-element=nope,bad-namespace=")]
    [DataRow("<extra/>", "unknown-element", "/ex-main:system", "bad-element=extra")]
    [DataRow("<mtu>x</mtu>", "invalid-value", "/ex-main:system/mtu", "bad-element=mtu")]
    [DataRow("<mtu>1</mtu><mtu>2</mtu>", "bad-element", "/ex-main:system/mtu", "bad-element=mtu")]
    [DataRow("<note>1</note><note>1</note>", "bad-element", "/ex-main:system/note[.='1']", "bad-element=note")]
    [DataRow("<timers/><timers/>", "bad-element", "/ex-main:system/timers", "bad-element=timers")]
    [DataRow("<server><weight>1</weight></server>", "missing-element", "/ex-main:system/server", "bad-element=name")]
    [DataRow("<link><b>1</b></link>", "missing-element", "/ex-main:system/link", "bad-element=a")]
    [DataRow("<server><name>a</name></server><server><name>a</name></server>", "bad-element", "/ex-main:system/server[name='a']", "bad-element=server")]
    [DataRow("<server><weight>x</weight><name>late</name></server>", "invalid-value", "/ex-main:system/server[name='late']/weight", "bad-element=weight")]
    [DataRow("<rule><id>x</id></rule>", "invalid-value", "/ex-main:system/rule/id", "bad-element=id")]
    [DataRow("text", "bad-element", "/ex-main:system", "bad-element=system")]
    [DataRow("<mtu><x/></mtu>", "unknown-element", "/ex-main:system/mtu", "bad-element=x")]
    [DataRow("<mtu operation='delete'>1</mtu>", "unknown-attribute", "/ex-main:system/mtu", "bad-attribute=operation,bad-element=mtu")]
    [DataRow("<mtu b:operation='merge' xmlns:b='" + Base + "'>1</mtu>", "unknown-attribute", "/ex-main:system/mtu", "bad-attribute=operation,bad-element=mtu")]
    [DataRow("<kind>zz:router</kind>", "invalid-value", "/ex-main:system/kind", "bad-element=kind")]
    [DataRow("<kind>bridge</kind>", "invalid-value", "/ex-main:system/kind", "bad-element=kind")]
    [DataRow("<port>1</port><udp-port>2</udp-port>", "bad-element", "/ex-main:system/udp-port", "bad-element=udp-port")]
    [DataRow("<flag>x</flag>", "invalid-value", "/ex-main:system/flag", "bad-element=flag")]
    [DataRow("<counters><sample/><sample><value>x</value></sample></counters>", "invalid-value", "/ex-main:system/counters/sample[2]/value", "bad-element=value")]
    public void Violations_name_tag_path_and_info(string inSystem, string tag, string path, string info)
    {
        var result = Read($"<data><system xmlns='urn:ex'>{inSystem}</system></data>");

        var violation = result.Violations.Single();
        Assert.AreEqual(tag, violation.ErrorTag);
        Assert.AreEqual(path, violation.Path?.ToString());
        Assert.AreEqual(info, string.Join(',', violation.Info.Select(item => $"{item.Name}={item.Value}")));
        Assert.IsTrue(violation.Info.All(item => item.Namespace == Base));
        StringAssert.StartsWith(violation.Message, path);
    }

    [TestMethod]
    public void All_violations_are_found_and_the_rest_is_read()
    {
        var result = Read("<data><system xmlns='urn:ex'><mtu>x</mtu><nope><mtu>1</mtu></nope><server><weight>1</weight></server><hostname>h</hostname></system></data>");

        CollectionAssert.AreEqual(new[] { "invalid-value", "unknown-element", "missing-element" }, result.Violations.Select(violation => violation.ErrorTag).ToArray());
        Assert.AreEqual("<system xmlns=\"urn:ex\"><hostname>h</hostname></system>", Write(result.ToTree(Context)));
    }

    [TestMethod]
    public void State_is_unknown_where_configuration_is_wanted()
    {
        var result = Read("<config><system xmlns='urn:ex'><counters><hits>1</hits></counters></system></config>", ReadOptions.Config);

        Assert.AreEqual("unknown-element /ex-main:system/counters", string.Join('|', result.Violations.Select(violation => $"{violation.ErrorTag} {violation.Path}")));
    }

    [TestMethod]
    public void The_number_of_recorded_violations_is_bounded()
    {
        var result = Read($"<data><system xmlns='urn:ex'>{string.Concat(Enumerable.Repeat("<nope/>", 1000))}</system></data>", new ReadOptions(MaxViolations: 10));

        Assert.AreEqual(10, result.Violations.Length);
    }

    [TestMethod]
    public void Anydata_deeper_than_allowed_is_too_big()
    {
        var deep = string.Concat(Enumerable.Repeat("<x>", 5000)) + string.Concat(Enumerable.Repeat("</x>", 5000));

        var violation = Read($"<data><system xmlns='urn:ex'><any>{deep}</any></system></data>").Violations.Single();

        Assert.AreEqual("too-big /ex-main:system/any", $"{violation.ErrorTag} {violation.Path}");
    }

    [TestMethod]
    public void Equal_values_of_one_leaf_share_a_node()
    {
        var servers = (AcrNetconf.Yang.Data.ListNode)Tree("<server><name>a</name><address>x</address></server><server><name>b</name><address>x</address></server>").Find(Path("/ex-main:system/server"))!;

        Assert.AreSame(servers[0].Find("address"), servers[1].Find("address"));
    }

    [TestMethod]
    public void Reads_rpc_input_and_output_and_notifications()
    {
        using var input = Reader("<reset xmlns='urn:ex'><delay>5</delay><force/></reset>");
        using var wrong = Reader("<reset xmlns='urn:ex'><delay>x</delay><result>r</result></reset>");
        using var output = Reader("<rpc-reply xmlns='urn:x' message-id='1'><result xmlns='urn:ex'>ok</result></rpc-reply>");
        using var notification = Reader("<changed xmlns='urn:ex'><what>w</what></changed>");

        Assert.AreEqual(2, XmlDataReader.ReadInput(input, Context, Reset).Node.Count);
        CollectionAssert.AreEqual(
            new[] { "invalid-value /ex-main:reset/delay", "unknown-element /ex-main:reset" },
            XmlDataReader.ReadInput(wrong, Context, Reset).Violations.Select(violation => $"{violation.ErrorTag} {violation.Path}").ToArray());
        Assert.AreEqual("ok", ((AcrNetconf.Yang.Data.LeafNode)XmlDataReader.ReadOutput(output, Context, Reset).Node.Children[0]).Value.ToString());
        Assert.AreEqual("w", ((AcrNetconf.Yang.Data.LeafNode)XmlDataReader.ReadNotification(notification, Context, Changed).Node.Children[0]).Value.ToString());
    }

    [TestMethod]
    public void Reads_actions_and_notifications_inside_data()
    {
        using var action = Reader("<action xmlns='urn:ietf:params:xml:ns:yang:1'><system xmlns='urn:ex'><server><restart><graceful>true</graceful></restart><name>a</name></server></system></action>");
        using var down = Reader("<notification><system xmlns='urn:ex'><server><name>a</name><down><reason>r</reason></down></server></system></notification>");
        using var top = Reader("<notification><changed xmlns='urn:ex'/></notification>");
        using var none = Reader("<action><system xmlns='urn:ex'><server><name>a</name></server></system></action>");
        using var bad = Reader("<action><system xmlns='urn:ex'><server><name>a</name><restart><graceful>x</graceful></restart></server></system></action>");

        var read = XmlDataReader.ReadAction(action, Context);
        Assert.IsTrue(read.IsValid, string.Join('\n', read.Violations));
        Assert.AreEqual("/ex-main:system/server[name='a']", read.Parent?.ToString());
        Assert.AreSame(Restart, read.Schema);
        Assert.AreEqual(1, read.Node?.Count);
        var nested = XmlDataReader.ReadNestedNotification(down, Context);
        Assert.AreEqual("/ex-main:system/server[name='a'] 0", $"{nested.Parent} {nested.Violations.Length}");
        Assert.AreSame(Down, nested.Schema);
        Assert.AreSame(Changed, XmlDataReader.ReadNestedNotification(top, Context).Schema);
        Assert.AreEqual("missing-element", XmlDataReader.ReadAction(none, Context).Violations.Single().ErrorTag);
        Assert.AreEqual("/ex-main:system/server[name='a']/restart/graceful", XmlDataReader.ReadAction(bad, Context).Violations.Single().Path?.ToString());
    }

    [TestMethod]
    public void Elements_keep_attributes_order_and_missing_values()
    {
        using var reader = Reader(
            $"<config xmlns:nc='{Base}' xmlns:yang='urn:ietf:params:xml:ns:yang:1'><system xmlns='urn:ex' xmlns:e='urn:ex'>"
            + "<rule nc:operation='create' yang:insert='after' yang:key=\"[e:id='4']\"><id>5</id></rule><mtu nc:operation='delete'/>"
            + "<server><name>z</name></server><server><name>a</name></server><hostname bad='1'/></system></config>");

        var result = XmlDataReader.ReadElements(reader, Context, new EditPolicy());

        var system = result.Root.Children.Single();
        CollectionAssert.AreEqual(new[] { "rule 5", "mtu ", "server z", "server a", "hostname " }, system.Children.Select(child => $"{child.Schema.Name} {child.Key}").ToArray());
        Assert.AreEqual("operation=create insert=after key=[e:id='4']", string.Join(' ', system.Children[0].Attributes.Select(attribute => $"{attribute.Name}={attribute.Value}")));
        Assert.AreSame(Ex, system.Children[0].Prefixes?.Resolve("e"));
        Assert.IsFalse(system.Children[1].Value.IsValid);
        Assert.AreEqual("unknown-attribute /ex-main:system/hostname", string.Join('|', result.Violations.Select(violation => $"{violation.ErrorTag} {violation.Path}")));
    }

    private sealed class EditPolicy : XmlAttributePolicy
    {
        public override string? Refusal(SchemaNode node, in DataAttribute attribute) => attribute.Namespace.Length == 0 ? "no namespace" : null;

        public override bool AllowsNoValue(SchemaNode node, System.Collections.Immutable.ImmutableArray<DataAttribute> attributes)
            => attributes.Any(attribute => attribute.Value == "delete");
    }
}
