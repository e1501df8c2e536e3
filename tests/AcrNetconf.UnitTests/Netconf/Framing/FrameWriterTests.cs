using System.IO.Pipelines;
using System.Text;
using AcrNetconf.Netconf.Framing;
using AcrNetconf.UnitTests.Netconf.Fakes;

namespace AcrNetconf.UnitTests.Netconf.Framing;

[TestClass]
public sealed class FrameWriterTests
{
    [TestMethod]
    [TestProperty("row", "C-06")]
    public async Task Small_message_is_one_chunk()
        => Assert.AreEqual("\n#5\n<ok/>\n##\n", await WriteAsync(FramingMode.Chunked, "<ok/>"));

    [TestMethod]
    public async Task Message_at_the_largest_chunk_is_one_chunk()
    {
        var message = new string('x', FrameWriter.LargestChunk);
        Assert.AreEqual($"\n#65536\n{message}\n##\n", await WriteAsync(FramingMode.Chunked, message));
    }

    [TestMethod]
    public async Task End_of_message_framing_adds_the_marker_once()
    {
        var message = "<a>" + new string('x', 200_000) + "</a>";
        Assert.AreEqual(message + "]]>]]>", await WriteAsync(FramingMode.EndOfMessage, message));
    }

    [TestMethod]
    [TestProperty("row", "C-06")]
    [TestProperty("row", "6242-4.2")]
    public async Task Large_message_is_cut_between_elements_into_chunks_of_16_to_64_KiB()
    {
        var message = "<data>" + string.Concat(Enumerable.Range(0, 20_000).Select(i => $"<entry><name>n{i}</name></entry>")) + "</data>";
        var wire = await WriteAsync(FramingMode.Chunked, message);
        Assert.AreEqual(message, NetconfText.Unchunk(wire));
        var chunks = Chunks(message);
        Assert.IsGreaterThan(5, chunks.Count);
        foreach (var chunk in chunks.SkipLast(1))
        {
            Assert.IsTrue(chunk.Length is >= FrameWriter.SmallestChunk and <= FrameWriter.LargestChunk, $"{chunk.Length}");
            Assert.EndsWith(">", chunk);
        }

        Assert.IsTrue(chunks.Skip(1).All(c => c[0] == '<'));
    }

    [TestMethod]
    [TestProperty("row", "C-06")]
    [TestProperty("row", "C-07")]
    public void Long_text_is_never_cut_inside_a_character_reference()
    {
        for (var shift = 0; shift < 9; shift++)
        {
            var message = "<data>" + new string('x', shift) + string.Concat(Enumerable.Repeat("&#8364;&amp;", 30_000)) + "</data>";
            foreach (var chunk in Chunks(message).SkipLast(1))
            {
                var open = chunk.LastIndexOf('&');
                Assert.IsGreaterThan(open, chunk.LastIndexOf(';'), "a reference is open at the end of the chunk");
            }
        }
    }

    [TestMethod]
    public async Task Closed_reader_is_reported()
    {
        var pipe = new Pipe();
        await pipe.Reader.CompleteAsync();
        Assert.IsFalse(await new FrameWriter(pipe.Writer).WriteAsync("<a/>"u8.ToArray(), CancellationToken.None));
    }

    private static List<string> Chunks(string message)
    {
        List<string> chunks = [];
        var rest = Encoding.ASCII.GetBytes(message).AsSpan();
        while (!rest.IsEmpty)
        {
            var size = FrameWriter.ChunkLength(rest);
            chunks.Add(Encoding.ASCII.GetString(rest[..size]));
            rest = rest[size..];
        }

        return chunks;
    }

    private static async Task<string> WriteAsync(FramingMode mode, string message)
    {
        var pipe = new Pipe(new PipeOptions(pauseWriterThreshold: 0));
        Assert.IsTrue(await new FrameWriter(pipe.Writer) { Mode = mode }.WriteAsync(Encoding.ASCII.GetBytes(message), CancellationToken.None));
        await pipe.Writer.CompleteAsync();
        using var text = new StreamReader(pipe.Reader.AsStream());
        return await text.ReadToEndAsync();
    }
}
