using AcrNetconf.Ssh.Native;

namespace AcrNetconf.UnitTests.Ssh.Native;

[TestClass]
public sealed class StrictKeyExchangeProbeTests
{
    private static readonly byte[] s_stream =
        [.. "SSH-2.0-X\r\n"u8, 0, 0, 0, 40, 4, 20, .. new byte[16], 0, 0, 0, 5, .. "a,b@c"u8, 0, 0, 0, 0];

    [TestMethod]
    public void Names_of_a_whole_packet_are_read() => CollectionAssert.AreEqual(new[] { "a", "b@c" }, StrictKeyExchangeProbe.Parse(s_stream));

    [TestMethod]
    public void Every_truncation_is_read_as_nothing()
    {
        for (int length = 0; length < s_stream.Length - 4; length++)
        {
            Assert.IsEmpty(StrictKeyExchangeProbe.Parse(s_stream.AsSpan(0, length)), $"at {length}");
        }
    }

    [TestMethod]
    public void Another_message_is_read_as_nothing()
    {
        byte[] other = [.. s_stream];
        other[16] = 21;
        Assert.IsEmpty(StrictKeyExchangeProbe.Parse(other));
    }
}
