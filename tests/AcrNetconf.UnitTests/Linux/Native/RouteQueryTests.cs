using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.UnitTests.Linux.Native;

[TestClass]
public sealed class RouteQueryTests
{
    [TestMethod]
    public void Question_is_a_netlink_message_with_destination_source_and_vrf()
    {
        Span<byte> buffer = stackalloc byte[96];
        int length = RouteQuery.Build(buffer, PtpAddress.Parse("10.0.0.2"), PtpAddress.Parse("10.0.0.1"), 7);
        Assert.AreEqual(
            "34000000" + "1A000100" + "0000000000000000" + "022020000000000000000000" + "080001000A000002" + "080002000A000001" + "0800040007000000",
            Convert.ToHexString(buffer[..length]));
    }

    [TestMethod]
    [DataRow("2400000018000000000000000000000002200000FE030001000000000800040003000000", 3, DisplayName = "a route")]
    [DataRow("24000000020000000000000000000000", 0, DisplayName = "an error")]
    [DataRow("2400000018000000000000000000000002200000FE030001000000000200040003000000", 0, DisplayName = "a bad attribute")]
    [DataRow("2400000018000000000000000000000002200000FE03000100000000", 0, DisplayName = "no device")]
    [DataRow("", 0)]
    public void Output_device_is_found_or_zero(string answer, int index) => Assert.AreEqual(index, RouteQuery.ReadOutputDevice(Convert.FromHexString(answer)));
}
