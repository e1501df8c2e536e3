using System.IO.Pipelines;
using System.Text;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.UnitTests.Cli.Client;

/// <summary>Servers cut their messages as they like (RFC 6242 §4.2): the client must read every cut the same.</summary>
[TestClass]
public sealed class NetconfClientTests
{
    private const string Base10 = "urn:ietf:params:netconf:base:1.0";
    private const string Base11 = "urn:ietf:params:netconf:base:1.1";
    private const string Reply = "<rpc-reply message-id=\"1\" xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><data><a xmlns=\"x\">Zürich ]]&gt;]]&gt; ##</a></data></rpc-reply>";

    [TestMethod]
    [DataRow("one chunk")]
    [DataRow("a chunk per byte")]
    [DataRow("1024 byte chunks with a long head")]
    [DataRow("declaration in a chunk of its own")]
    public async Task Chunks_of_any_size_make_the_same_reply(string cut)
    {
        var bytes = cut switch
        {
            "one chunk" => Chunks(Encoding.UTF8.GetBytes(Reply), int.MaxValue),
            "a chunk per byte" => Chunks(Encoding.UTF8.GetBytes(Reply), 1),
            "1024 byte chunks with a long head" => Chunks(Encoding.UTF8.GetBytes($"<!--{new string('x', 5000)}-->{Reply}"), 1024),
            _ => [.. Chunks(Encoding.UTF8.GetBytes("<?xml version=\"1.0\" encoding=\"UTF-8\"?>"), int.MaxValue)[..^4], .. Chunks(Encoding.UTF8.GetBytes(Reply), int.MaxValue)],
        };
        Assert.AreEqual("Zürich ]]>]]> ##", await AskAsync(Base11, bytes, int.MaxValue));
    }

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(3)]
    [DataRow(7)]
    public async Task Packets_may_end_anywhere_in_a_chunked_reply(int packet)
        => Assert.AreEqual("Zürich ]]>]]> ##", await AskAsync(Base11, Chunks(Encoding.UTF8.GetBytes(Reply), 5), packet));

    [TestMethod]
    [DataRow(1)]
    [DataRow(5)]
    [DataRow(1000)]
    public async Task The_end_marker_of_base_1_0_may_be_split_over_packets(int packet)
        => Assert.AreEqual("Zürich ]]>]]> ##", await AskAsync(Base10, Encoding.UTF8.GetBytes(Reply + "]]>]]>"), packet));

    [TestMethod]
    public async Task Notifications_before_a_reply_are_kept_for_those_who_wait_for_them()
    {
        const string Notification = "<notification xmlns=\"urn:ietf:params:xml:ns:netconf:notification:1.0\"><eventTime>t</eventTime><e xmlns=\"x\"/></notification>";
        using var channel = new RecordedChannel();
        channel.Receive(Hello(Base11), int.MaxValue);
        using var client = await NetconfClient.OverAsync(channel, CancellationToken.None);
        channel.Receive(Chunks(Encoding.UTF8.GetBytes(Notification), 9), int.MaxValue);
        channel.Receive(Chunks(Encoding.UTF8.GetBytes(Reply), 9), int.MaxValue);
        await client.RequestAsync(new XElement("get"), CancellationToken.None);
        Assert.AreEqual("notification", (await client.NextNotificationAsync(CancellationToken.None)).Name.LocalName);
    }

    [TestMethod]
    public async Task Errors_of_a_reply_are_told_one_by_one_and_warnings_are_none()
    {
        const string Errors = """
            <rpc-reply message-id="1" xmlns="urn:ietf:params:xml:ns:netconf:base:1.0">
              <rpc-error><error-type>application</error-type><error-tag>invalid-value</error-tag><error-severity>error</error-severity><error-message>first</error-message></rpc-error>
              <rpc-error><error-type>application</error-type><error-tag>data-missing</error-tag><error-severity>error</error-severity><error-app-tag>x</error-app-tag></rpc-error>
              <rpc-error><error-type>application</error-type><error-tag>partial-operation</error-tag><error-severity>warning</error-severity></rpc-error>
            </rpc-reply>
            """;
        var refusal = await Assert.ThrowsExactlyAsync<NetconfException>(() => AskAsync(Base11, Chunks(Encoding.UTF8.GetBytes(Errors), 100), int.MaxValue));
        Assert.AreEqual("invalid-value: first\ndata-missing (x)", refusal.Message);
    }

    [TestMethod]
    public async Task A_server_that_hangs_up_ends_the_request_with_a_sentence()
    {
        using var channel = new RecordedChannel();
        channel.Receive(Hello(Base11), int.MaxValue);
        using var client = await NetconfClient.OverAsync(channel, CancellationToken.None);
        channel.End();
        var fault = await Assert.ThrowsExactlyAsync<IOException>(() => client.RequestAsync(new XElement("get"), CancellationToken.None));
        Assert.AreEqual("the server closed the session", fault.Message);
    }

    private static async Task<string> AskAsync(string version, byte[] reply, int packet)
    {
        using var channel = new RecordedChannel();
        channel.Receive(Hello(version), packet);
        using var client = await NetconfClient.OverAsync(channel, CancellationToken.None);
        channel.Receive(reply, packet);
        var answer = await client.RequestAsync(new XElement("get"), CancellationToken.None);
        Assert.AreEqual(version == Base11, channel.Sent.EndsWith("\n##\n", StringComparison.Ordinal), channel.Sent);
        return answer.Descendants(XName.Get("a", "x")).Single().Value;
    }

    private static byte[] Hello(string version) => Encoding.UTF8.GetBytes(
        $"<hello xmlns=\"urn:ietf:params:xml:ns:netconf:base:1.0\"><capabilities><capability>{version}</capability></capabilities><session-id>1</session-id></hello>]]>]]>");

    private static byte[] Chunks(byte[] text, int size)
    {
        using var bytes = new MemoryStream();
        foreach (var chunk in text.Chunk(size))
        {
            bytes.Write(Encoding.ASCII.GetBytes($"\n#{chunk.Length}\n"));
            bytes.Write(chunk);
        }

        bytes.Write("\n##\n"u8);
        return bytes.ToArray();
    }

    private sealed class RecordedChannel : IClientChannel
    {
        private readonly Pipe _pipe = new(new PipeOptions(pauseWriterThreshold: 0));

        public PipeReader Received => _pipe.Reader;

        public string Sent { get; private set; } = "";

        public void Send(byte[] bytes) => Sent += Encoding.UTF8.GetString(bytes);

        /// <summary>Hands bytes over in packets; the reader sees each packet's end.</summary>
        public void Receive(byte[] bytes, int packet)
        {
            foreach (var part in bytes.Chunk(packet))
            {
                part.CopyTo(_pipe.Writer.GetSpan(part.Length));
                _pipe.Writer.Advance(part.Length);
                _ = _pipe.Writer.FlushAsync().AsTask();
            }
        }

        public void End() => _pipe.Writer.Complete();

        public void Dispose() => _pipe.Writer.Complete();
    }
}
