using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.UnitTests.Linux.Native;

[TestClass]
public sealed class SocketAddressCodecTests
{
    [TestMethod]
    [DataRow("10.0.0.1", 319, "0200013F0A0000010000000000000000")]
    [DataRow("2001:db8::5", 320, "0A00014000000000" + "20010DB8000000000000000000000005" + "00000000")]
    public void Address_and_port_survive_the_round_trip(string text, int port, string octets)
    {
        byte[] buffer = new byte[SocketAddressCodec.MaximumSize];
        int length = SocketAddressCodec.Write(buffer, PtpAddress.Parse(text), port);
        Assert.AreEqual(octets, Convert.ToHexString(buffer, 0, length));
        Assert.AreEqual(PtpAddress.Parse(text), SocketAddressCodec.Read(buffer.AsSpan(0, length), out int readPort));
        Assert.AreEqual(port, readPort);
    }

    [TestMethod]
    [DataRow("")]
    [DataRow("0200013F")]
    [DataRow("1100013F0A0000010000000000000000")]
    [DataRow("0A00013F0A0000010000000000000000")]
    public void Other_octets_are_no_address(string octets) =>
        Assert.AreEqual(PtpAddress.None, SocketAddressCodec.Read(Convert.FromHexString(octets), out _));
}
