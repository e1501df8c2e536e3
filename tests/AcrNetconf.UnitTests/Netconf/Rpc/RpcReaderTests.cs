using System.Text;
using System.Xml;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.UnitTests.Netconf.Rpc;

[TestClass]
public sealed class RpcReaderTests
{
    private const string Ns = NetconfText.Base;

    public static IEnumerable<TestDataRow<(string Message, string Tag, string Says)>> BadMessages =>
    [
        new(("", "malformed-message", "empty")) { DisplayName = "nothing" },
        new(("hello", "malformed-message", "line 1")) { DisplayName = "no XML" },
        new(($"<rpc xmlns='{Ns}' message-id='1'><get>", "", "")) { DisplayName = "cut off: found when the rest is read" },
        new(($"<!DOCTYPE rpc []><rpc xmlns='{Ns}' message-id='1'><get/></rpc>", "malformed-message", "document type")) { DisplayName = "DTD" },
        new(("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;&b;\">]><a>&c;</a>", "malformed-message", "document type")) { DisplayName = "entity bomb" },
        new(($"<rpc xmlns='{Ns}' message-id='&boom;'><get/></rpc>", "malformed-message", "boom")) { DisplayName = "undeclared entity" },
        new(($"<?xml version='1.0' encoding='ISO-8859-1'?><rpc xmlns='{Ns}' message-id='1'><get/></rpc>", "malformed-message", "UTF-8")) { DisplayName = "other encoding" },
        new(($"<rpc xmlns='{Ns}' message-id='1' message-id='2'><get/></rpc>", "malformed-message", "duplicate")) { DisplayName = "attribute twice" },
        new(("<rpc message-id='1'><get/></rpc>", "unknown-namespace", "namespace ''")) { DisplayName = "rpc without namespace" },
        new(($"<get xmlns='{Ns}'/>", "unknown-element", "found get")) { DisplayName = "not an rpc" },
        new(($"<rpc xmlns='{Ns}'><get/></rpc>", "missing-attribute", "message-id")) { DisplayName = "no message-id" },
        new(($"<rpc xmlns='{Ns}' xmlns:x='urn:x' x:message-id='1'><get/></rpc>", "missing-attribute", "message-id")) { DisplayName = "foreign message-id" },
        new(($"<rpc xmlns='{Ns}' message-id='1'/>", "missing-element", "operation")) { DisplayName = "no operation" },
        new(($"<rpc xmlns='{Ns}' message-id='1'>get</rpc>", "bad-element", "text")) { DisplayName = "text for operation" },
    ];

    [TestMethod]
    [DynamicData(nameof(BadMessages))]
    public void Bad_envelope_gives_one_error_with_one_line((string Message, string Tag, string Says) row)
    {
        var ok = RpcReader.TryRead(Encoding.UTF8.GetBytes(row.Message), 100, out _, out var request, out var error);
        if (row.Tag.Length == 0)
        {
            Assert.IsTrue(ok);
            Assert.ThrowsExactly<XmlException>(() => request!.ReadToEnd());
            return;
        }

        Assert.IsFalse(ok);
        Assert.AreEqual(row.Tag, error!.Tag);
        Assert.IsTrue(error.Message.Contains(row.Says, StringComparison.OrdinalIgnoreCase), error.Message);
        Assert.IsFalse(error.Message.Contains('\n'));
    }

    [TestMethod]
    [TestProperty("row", "6241-3")]
    public void Invalid_utf8_is_malformed()
    {
        byte[] message = [.. Encoding.ASCII.GetBytes($"<rpc xmlns='{Ns}' message-id='"), 0xff, .. "'><get/></rpc>"u8];
        Assert.IsFalse(RpcReader.TryRead(message, 100, out _, out _, out var error));
        Assert.AreEqual("malformed-message", error!.Tag);
        StringAssert.Contains(error.Message, "UTF-8");
    }

    [TestMethod]
    public void Deep_nesting_is_malformed_before_it_costs_anything()
    {
        var message = NetconfText.Rpc("<get>" + string.Concat(Enumerable.Repeat("<a>", 100_000)));
        Assert.IsTrue(RpcReader.TryRead(Encoding.UTF8.GetBytes(message), 100, out _, out var request, out _));
        var fault = Assert.ThrowsExactly<XmlException>(() => request!.ReadToEnd());
        StringAssert.Contains(fault.Message, "100 levels");
    }

    [TestMethod]
    public void Attributes_come_in_order_with_their_namespaces_and_without_declarations()
    {
        var message = $"<nc:rpc xmlns:nc='{Ns}' xmlns:ex='urn:ex' ex:user='a&amp;b' message-id=' 7 ' other='x'><nc:get/></nc:rpc>";
        Assert.IsTrue(RpcReader.TryRead(Encoding.UTF8.GetBytes(message), 100, out var attributes, out var request, out _));
        CollectionAssert.AreEqual(
            new RpcAttribute[] { new("ex", "user", "urn:ex", "a&b"), new("", "message-id", "", " 7 "), new("", "other", "", "x") },
            attributes);
        Assert.AreEqual(("get", Ns), (request!.Name, request.Namespace));
    }

    [TestMethod]
    public void Message_id_of_a_request_whose_body_is_missing_is_kept_for_the_reply()
    {
        Assert.IsFalse(RpcReader.TryRead(Encoding.UTF8.GetBytes($"<rpc xmlns='{Ns}' message-id='42'></rpc>"), 100, out var attributes, out _, out _));
        Assert.AreEqual("42", attributes.Single().Value);
    }

    [TestMethod]
    [DataRow("<get/>", null)]
    [DataRow("<get></get>", null)]
    [DataRow("<get><a><b/></a></get><!-- end -->", null)]
    [DataRow("<get/><lock/>", "unknown-element")]
    [DataRow("<get><a/></get><lock/>", "unknown-element")]
    public void Second_operation_in_one_message_is_refused(string body, string? tag)
    {
        Assert.IsTrue(RpcReader.TryRead(Encoding.UTF8.GetBytes(NetconfText.Rpc(body)), 100, out _, out var request, out _));
        Assert.AreEqual(tag, request!.ReadToEnd()?.Tag);
    }
}
