using System.Buffers;
using System.Text;
using System.Xml.Linq;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.UnitTests.Netconf.Rpc;

[TestClass]
public sealed class RpcReplyWriterTests
{
    private const string Start = $"<rpc-reply xmlns=\"{NetconfText.Base}\"";

    public static IEnumerable<TestDataRow<(string Text, string Written)>> Texts =>
    [
        new(("plain", "plain")),
        new(("a<b>c&d\"e'f", "a&lt;b>c&amp;d\"e'f")) { DisplayName = "C-08 only < and & are escaped" },
        new(("x]]>y", "x]]&gt;y")) { DisplayName = "C-08 > after ]]" },
        new(("é€😀", "&#233;&#8364;&#128512;")) { DisplayName = "C-07 ASCII only" },
        new(("a\tb\nc\rd", "a\tb\nc&#13;d")) { DisplayName = "carriage return survives parsing" },
        new(("a\0b\ud800c\uffff", "a&#65533;b&#65533;c&#65533;")) { DisplayName = "no XML characters" },
    ];

    [TestMethod]
    public void Ok_reply_returns_the_attributes_and_declares_their_prefixes()
        => Assert.AreEqual(
            Start + " message-id=\"urn:uuid:1\" xmlns:ex=\"urn:ex\" ex:a=\"&#34;&lt;&amp;\" ex:b=\"2\"><ok/></rpc-reply>",
            Write(RpcReply.Success, new("", "message-id", "", "urn:uuid:1"), new("ex", "a", "urn:ex", "\"<&"), new("ex", "b", "urn:ex", "2")));

    [TestMethod]
    [TestProperty("row", "6241-4.3")]
    public void Error_has_the_elements_in_the_order_of_the_schema()
    {
        var error = RpcError.LockDenied(7, "candidate: locked by session 7") with
        {
            AppTag = "busy",
            Path = new ErrorPath("/x:a", [("x", "urn:x")]),
        };
        Assert.AreEqual(
            Start + "><rpc-error><error-type>protocol</error-type><error-tag>lock-denied</error-tag><error-severity>error</error-severity>"
            + "<error-app-tag>busy</error-app-tag><error-path xmlns:x=\"urn:x\">/x:a</error-path>"
            + "<error-message>candidate: locked by session 7</error-message>"
            + "<error-info><session-id>7</session-id></error-info></rpc-error></rpc-reply>",
            Write(RpcReply.Failure(error)));
    }

    [TestMethod]
    [TestProperty("row", "C-30")]
    public void Message_is_one_line_without_indentation_or_language()
    {
        var reply = Write(RpcReply.Failure(RpcError.OperationFailed(ErrorType.Application, "  first\r\n   second\n")));
        StringAssert.Contains(reply, "<error-message>first second</error-message>");
    }

    [TestMethod]
    [DynamicData(nameof(Texts))]
    [TestProperty("row", "C-07")]
    [TestProperty("row", "C-08")]
    public void Text_is_ascii_and_parses_back((string Text, string Written) row)
    {
        var output = new ArrayBufferWriter<byte>();
        AsciiXml.Text(output, row.Text);
        var written = Encoding.ASCII.GetString(output.WrittenSpan);
        Assert.AreEqual(row.Written, written);
        if (!written.Contains("65533"))
        {
            Assert.AreEqual(row.Text, XElement.Parse($"<a>{written}</a>", LoadOptions.PreserveWhitespace).Value);
        }
    }

    [TestMethod]
    [DataRow("a\"b'c\n\td\r<&é")]
    [TestProperty("row", "C-17")]
    public void Attribute_parses_back(string value)
    {
        var output = new ArrayBufferWriter<byte>();
        AsciiXml.Attribute(output, value);
        var written = Encoding.ASCII.GetString(output.WrittenSpan);
        Assert.IsFalse(written.Contains("&quot;"));
        Assert.AreEqual(value, XElement.Parse($"<a b=\"{written}\"/>").Attribute("b")!.Value);
    }

    private static string Write(RpcReply reply, params RpcAttribute[] attributes)
    {
        var output = new ArrayBufferWriter<byte>();
        RpcReplyWriter.Write(output, [.. attributes], reply);
        return Encoding.ASCII.GetString(output.WrittenSpan);
    }
}
