using System.Xml.Linq;
using AcrNetconf.Cli.Commands;

namespace AcrNetconf.UnitTests.Cli.Commands;

[TestClass]
public sealed class HistoryCommandsTests
{
    [TestMethod]
    public void A_plan_reads_impact_first_then_components_with_their_nodes()
        => Assert.AreEqual(
            """
            impact relock, about 4 s without a traced server, about 30 s until locked
            protocol-core: update, relock
              replace  /ptp-adaptive:ptp-adaptive/domain: 4 -> 5  (relock)
            create   /x:x = 1

            """,
            HistoryCommands.PlanText(Reply("""
                <impact>relock</impact><untraced-time>4</untraced-time><relock-time>30</relock-time>
                <change><order>1</order><component>protocol-core</component><action>update</action><impact>relock</impact>
                  <node><path>/ptp-adaptive:ptp-adaptive/domain</path><operation>replace</operation><old-value>4</old-value><new-value>5</new-value><impact>relock</impact></node>
                </change>
                <other-node><path>/x:x</path><operation>create</operation><new-value>1</new-value></other-node>
                """)));

    [TestMethod]
    public void History_is_one_line_a_commit()
        => Assert.AreEqual(
            "    7  2026-01-02T03:04:05Z  commit            applied    hitless      ann  [night]  dscp 46\n",
            HistoryCommands.HistoryText(Reply("""
                <commit><commit-id>7</commit-id><time>2026-01-02T03:04:05.123456Z</time><kind>commit</kind><user>ann</user><comment>dscp 46</comment>
                  <label>night</label><impact>hitless</impact><outcome>applied</outcome></commit>
                """)));

    [TestMethod]
    public void Configurations_are_compared_leaf_by_leaf_with_entries_told_apart_by_their_key()
        => CollectionAssert.AreEqual(
            new[] { "- /top/entry[name=b]/value 2", "+ /top/entry[name=b]/value 3", "+ /top/flag" },
            TreeDifference.Between(
                XElement.Parse("<data><top><entry><name>a</name><value>1</value></entry><entry><name>b</name><value>2</value></entry></top></data>"),
                XElement.Parse("<data><top><entry><name>a</name><value>1</value></entry><entry><name>b</name><value>3</value></entry><flag/></top></data>")).ToArray());

    [TestMethod]
    public void A_plan_without_changes_says_none_and_no_times()
        => Assert.AreEqual("impact none\n", HistoryCommands.PlanText(Reply("<impact>none</impact><untraced-time>0.0</untraced-time>")));

    [TestMethod]
    [DataRow("<ok xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"/>", "{\"commit\":[]}")]
    [DataRow("<commit><commit-id>7</commit-id></commit>", "{\"commit\":[{\"commit-id\":\"7\"}]}")]
    public void Json_of_a_list_is_an_array_however_many_entries_there_are(string content, string json)
        => Assert.AreEqual(json, JsonText.OfReply(Reply(content), "commit", "commit"));

    private static XElement Reply(string content) => XElement.Parse($"<rpc-reply xmlns=\"urn:acr-netconf:yang:acr-commit\">{content}</rpc-reply>");
}
