using AcrNetconf.Linux.Native;

namespace AcrNetconf.UnitTests.Linux.Native;

[TestClass]
public sealed class ControlMessagesTests
{
    [TestMethod]
    [DataRow(48, 64)]
    [DataRow(16, 32)]
    [DataRow(4, 24)]
    [DataRow(0, 16)]
    public void Space_is_header_plus_padded_payload(int payload, int space) => Assert.AreEqual(space, ControlMessages.SpaceFor(payload));

    [TestMethod]
    public void Written_messages_are_walked_in_order()
    {
        byte[] buffer = new byte[128];
        int length = ControlMessages.Write(buffer, 1, 40, [1, 2, 3, 4]);
        length += ControlMessages.Write(buffer.AsSpan(length), 41, 25, [5, 6, 7, 8, 9]);
        var messages = new ControlMessages(buffer.AsSpan(0, length));

        Assert.IsTrue(messages.MoveNext());
        Assert.AreEqual((1, 40, "01020304"), (messages.Level, messages.Type, Convert.ToHexString(messages.Payload)));
        Assert.IsTrue(messages.MoveNext());
        Assert.AreEqual((41, 25, "0506070809"), (messages.Level, messages.Type, Convert.ToHexString(messages.Payload)));
        Assert.IsFalse(messages.MoveNext());
    }

    [TestMethod]
    public void Last_message_without_padding_is_read()
    {
        byte[] buffer = new byte[24];
        _ = ControlMessages.Write(buffer, 1, 40, [1, 2, 3, 4]);
        var messages = new ControlMessages(buffer.AsSpan(0, 20));
        Assert.IsTrue(messages.MoveNext());
        Assert.AreEqual(4, messages.Payload.Length);
        Assert.IsFalse(messages.MoveNext());
    }

    [TestMethod]
    [DataRow(0UL)]
    [DataRow(15UL)]
    [DataRow(25UL)]
    [DataRow(ulong.MaxValue)]
    public void Impossible_length_ends_the_walk(ulong length)
    {
        byte[] buffer = new byte[24];
        BitConverter.TryWriteBytes(buffer, length);
        var messages = new ControlMessages(buffer);
        Assert.IsFalse(messages.MoveNext());
        Assert.IsFalse(messages.MoveNext());
    }

    [TestMethod]
    public void Random_octets_never_throw()
    {
        const int Seed = 20240611;
        var random = new Random(Seed);
        byte[] buffer = new byte[200];
        for (int i = 0; i < 200_000; i++)
        {
            Span<byte> some = buffer.AsSpan(0, random.Next(buffer.Length));
            random.NextBytes(some);
            if (some.Length > 8 && random.Next(2) == 0)
            {
                // A plausible length takes the walk further than noise would.
                BitConverter.TryWriteBytes(some, (ulong)random.Next(16, 80));
            }

            _ = MessageMetadata.Read(some);
        }
    }
}
