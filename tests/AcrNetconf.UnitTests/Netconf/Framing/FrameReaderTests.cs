using System.Buffers;
using System.Text;
using AcrNetconf.Netconf.Framing;

namespace AcrNetconf.UnitTests.Netconf.Framing;

[TestClass]
public sealed class FrameReaderTests
{
    public static IEnumerable<TestDataRow<(FramingMode Mode, string Wire, string[] Messages)>> Streams =>
    [
        new((FramingMode.EndOfMessage, "<a/>]]>]]>", ["<a/>"])) { DisplayName = "one end-of-message message" },
        new((FramingMode.EndOfMessage, "\n<?xml?><a/>]]>]]>\n<b/>]]>]]>\n", ["<?xml?><a/>", "<b/>"])) { DisplayName = "C-02 line feeds around messages" },
        new((FramingMode.EndOfMessage, "<a>]]></a>]]]>]]>", ["<a>]]></a>]"])) { DisplayName = "beginnings of the marker inside content" },
        new((FramingMode.EndOfMessage, "<a>é€😀</a>]]>]]>", ["<a>é€😀</a>"])) { DisplayName = "multi-byte characters" },
        new((FramingMode.Chunked, "\n#4\n<a/>\n##\n", ["<a/>"])) { DisplayName = "one chunk" },
        new((FramingMode.Chunked, "\n#1\n<\n#3\na/>\n##\n", ["<a/>"])) { DisplayName = "two chunks cut inside a tag" },
        new((FramingMode.Chunked, "\n#4\n\n#2\n\n##\n\n#4\n<b/>\n##\n", ["#2", "<b/>"])) { DisplayName = "content that looks like framing" },
        new((FramingMode.Chunked, "\n#4\n<a/>\n##\n\n\n#4\n<b/>\n##\n\n", ["<a/>", "<b/>"])) { DisplayName = "C-02 stray line feeds between messages" },
        new((FramingMode.Chunked, "\n#5\n\n<a/>\n##\n", ["<a/>"])) { DisplayName = "C-02 line feed before the declaration" },
    ];

    public static IEnumerable<TestDataRow<(string Wire, string Found)>> BrokenStreams =>
    [
        new(("#4\n<a/>", "'#'")) { DisplayName = "no line feed first" },
        new(("<rpc/>", "'<'")) { DisplayName = "no framing at all" },
        new(("\n#0\n", "'0'")) { DisplayName = "size zero" },
        new(("\n#04\n<a/>", "'0'")) { DisplayName = "leading zero" },
        new(("\n#-1\n", "'-'")) { DisplayName = "negative size" },
        new(("\n#x\n", "'x'")) { DisplayName = "size is no number" },
        new(("\n#4x\n", "'x'")) { DisplayName = "size followed by something else" },
        new(("\n#4 \n", "byte 0x20")) { DisplayName = "space after the size" },
        new(("\n##\n", "'#'")) { DisplayName = "end without a chunk" },
        new(("\n#4\n<a/>\r\n##\n", "byte 0x0d")) { DisplayName = "carriage return after a chunk" },
        new(("\n#4\n<a/>#2\n", "'#'")) { DisplayName = "no line feed between chunks" },
        new(("\n#4\n<a/>\n##x", "'x'")) { DisplayName = "end of chunks not ended" },
        new(("\n#3\n<a/>\n##\n", "'>'")) { DisplayName = "size too small" },
        new(("\n#4294967296\n", "4294967295")) { DisplayName = "size above the largest" },
        new(("\n#99999999999999999999\n", "4294967295")) { DisplayName = "size beyond any number" },
    ];

    [TestMethod]
    [DynamicData(nameof(Streams))]
    [TestProperty("row", "B-06")]
    [TestProperty("row", "C-02")]
    [TestProperty("row", "C-04")]
    [TestProperty("row", "6242-4.2")]
    [TestProperty("row", "6242-4.3")]
    public void Streams_give_the_same_messages_however_they_are_cut((FramingMode Mode, string Wire, string[] Messages) row)
    {
        var bytes = Encoding.UTF8.GetBytes(row.Wire);
        for (var size = 1; size <= bytes.Length; size++)
        {
            CollectionAssert.AreEqual(row.Messages, ReadAll(row.Mode, bytes, size), $"pieces of {size}");
        }

        CollectionAssert.AreEqual(row.Messages, ReadSegmented(row.Mode, bytes), "one sequence of one-byte segments");
    }

    [TestMethod]
    [TestProperty("row", "C-04")]
    [DataRow("<hello/>]]>]]>\n#4\n<a/>\n##\n", false, DisplayName = "as RFC 6242 says")]
    [DataRow("\n#8\n<hello/>\n##\n\n#4\n<a/>\n##\n", true, DisplayName = "as ncclient sends it on a busy machine")]
    public void Hello_is_taken_in_either_framing(string wire, bool chunked)
    {
        var bytes = Encoding.UTF8.GetBytes(wire);
        for (var size = 1; size <= bytes.Length; size++)
        {
            using var reader = new FrameReader { MaxMessageBytes = 1000, AcceptsChunkedHello = true };
            var messages = new List<string>();
            var rest = new ReadOnlySequence<byte>();
            for (var taken = 0; taken < bytes.Length || !rest.IsEmpty;)
            {
                if (rest.IsEmpty)
                {
                    rest = new ReadOnlySequence<byte>(bytes.AsMemory(taken, Math.Min(size, bytes.Length - taken)));
                    taken += (int)rest.Length;
                }

                if (reader.TryRead(ref rest, out var message))
                {
                    messages.Add(Encoding.UTF8.GetString(message.Span));
                    Assert.AreEqual(chunked || messages.Count > 1, reader.Mode == FramingMode.Chunked, $"pieces of {size}");
                    reader.Mode = FramingMode.Chunked;
                    reader.AcceptsChunkedHello = false;
                }
            }

            CollectionAssert.AreEqual(new[] { "<hello/>", "<a/>" }, messages, $"pieces of {size}");
        }
    }

    [TestMethod]
    [DynamicData(nameof(BrokenStreams))]
    [TestProperty("row", "B-06")]
    [TestProperty("row", "6242-4.2")]
    public void Broken_chunking_is_a_framing_fault_that_says_what_was_found((string Wire, string Found) row)
    {
        var fault = Assert.ThrowsExactly<FramingException>(() => ReadAll(FramingMode.Chunked, Encoding.UTF8.GetBytes(row.Wire), int.MaxValue, 1 << 30, long.MaxValue));
        StringAssert.Contains(fault.Message, row.Found);
        Assert.IsFalse(fault.Message.Contains('\n'));
    }

    [TestMethod]
    public void Oversize_chunk_is_refused_at_its_header()
    {
        var fault = Assert.ThrowsExactly<FramingException>(() => ReadAll(FramingMode.Chunked, "\n#101"u8.ToArray(), 1, 100));
        Assert.IsTrue(fault.IsTooBig);
        StringAssert.Contains(fault.Message, "100 bytes");
    }

    [TestMethod]
    public void Oversize_sum_of_chunks_is_refused_at_the_header_that_exceeds_it()
    {
        var wire = "\n#60\n" + new string('x', 60) + "\n#60";
        Assert.IsTrue(Assert.ThrowsExactly<FramingException>(() => ReadAll(FramingMode.Chunked, Encoding.ASCII.GetBytes(wire), 7, 100)).IsTooBig);
    }

    [TestMethod]
    public void Oversize_message_without_end_marker_is_refused()
        => Assert.IsTrue(Assert.ThrowsExactly<FramingException>(() => ReadAll(FramingMode.EndOfMessage, new byte[200], 10, 100)).IsTooBig);

    [TestMethod]
    [TestProperty("row", "B-05")]
    [TestProperty("row", "6242-4.1")]
    public void Mode_may_change_after_a_message_within_the_same_bytes()
    {
        using var frames = new FrameReader { MaxMessageBytes = 1000 };
        var input = new ReadOnlySequence<byte>("<hello/>]]>]]>\n#6\n<rpc/>\n##\n"u8.ToArray());
        Assert.IsTrue(frames.TryRead(ref input, out var hello));
        Assert.AreEqual("<hello/>", Encoding.ASCII.GetString(hello.Span));
        frames.Mode = FramingMode.Chunked;
        Assert.IsTrue(frames.TryRead(ref input, out var rpc));
        Assert.AreEqual("<rpc/>", Encoding.ASCII.GetString(rpc.Span));
        Assert.IsTrue(frames.IsBetweenMessages);
    }

    [TestMethod]
    public void Stream_may_end_between_messages_only()
    {
        using var frames = new FrameReader { MaxMessageBytes = 1000, Mode = FramingMode.Chunked };
        var input = new ReadOnlySequence<byte>("\n\n"u8.ToArray());
        Assert.IsFalse(frames.TryRead(ref input, out _));
        Assert.IsTrue(frames.IsBetweenMessages);
        input = new ReadOnlySequence<byte>("#4\n<a"u8.ToArray());
        Assert.IsFalse(frames.TryRead(ref input, out _));
        Assert.IsFalse(frames.IsBetweenMessages);
    }

    private static string[] ReadAll(FramingMode mode, byte[] bytes, int piece, int max = 1000, long limit = 1000)
    {
        using var frames = new FrameReader { MaxMessageBytes = (int)Math.Min(max, limit), Mode = mode };
        List<string> messages = [];
        for (var at = 0; at < bytes.Length; at += Math.Min(piece, bytes.Length))
        {
            var input = new ReadOnlySequence<byte>(bytes, at, Math.Min(piece, bytes.Length - at));
            while (frames.TryRead(ref input, out var message))
            {
                messages.Add(Encoding.UTF8.GetString(message.Span));
            }

            Assert.IsTrue(input.IsEmpty);
        }

        return [.. messages];
    }

    private static string[] ReadSegmented(FramingMode mode, byte[] bytes)
    {
        var first = new Segment(bytes.AsMemory(0, 1), 0);
        var last = first;
        for (var i = 1; i < bytes.Length; i++)
        {
            last = last.Append(bytes.AsMemory(i, 1));
        }

        using var frames = new FrameReader { MaxMessageBytes = 1000, Mode = mode };
        var input = new ReadOnlySequence<byte>(first, 0, last, 1);
        List<string> messages = [];
        while (frames.TryRead(ref input, out var message))
        {
            messages.Add(Encoding.UTF8.GetString(message.Span));
        }

        return [.. messages];
    }

    private sealed class Segment : ReadOnlySequenceSegment<byte>
    {
        public Segment(ReadOnlyMemory<byte> memory, long index)
        {
            Memory = memory;
            RunningIndex = index;
        }

        public Segment Append(ReadOnlyMemory<byte> memory)
        {
            var next = new Segment(memory, RunningIndex + Memory.Length);
            Next = next;
            return next;
        }
    }
}
