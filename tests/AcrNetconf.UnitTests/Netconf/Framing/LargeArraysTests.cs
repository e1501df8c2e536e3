using AcrNetconf.Netconf.Framing;

namespace AcrNetconf.UnitTests.Netconf.Framing;

[TestClass]
public sealed class LargeArraysTests
{
    private const int Size = 100_000;

    [TestMethod]
    public void Array_given_back_is_never_handed_out_twice()
    {
        LargeArrays.Give(new byte[3 * Size]);
        var first = LargeArrays.Take(Size, 2 * Size);
        var second = LargeArrays.Take(Size, 2 * Size);
        Assert.AreNotSame(first, second);
        Assert.IsGreaterThanOrEqualTo(Size, first.Length);
        Assert.IsGreaterThanOrEqualTo(Size, second.Length);
    }

    [TestMethod]
    public void Array_too_small_for_the_message_is_left_alone()
    {
        LargeArrays.Give(new byte[Size]);
        Assert.IsGreaterThanOrEqualTo(4 * Size, LargeArrays.Take(4 * Size, 4 * Size).Length);
    }

    [TestMethod]
    public void Large_messages_keep_their_bytes_while_they_grow()
    {
        using var buffer = new MessageBuffer();
        var bytes = Enumerable.Range(0, 5 * Size).Select(i => (byte)(i % 251)).ToArray();
        foreach (var piece in bytes.Chunk(7919))
        {
            buffer.Append(piece);
        }

        Assert.IsTrue(buffer.Span.SequenceEqual(bytes));
        buffer.Clear();
        Assert.AreEqual(0, buffer.Length);
    }
}
