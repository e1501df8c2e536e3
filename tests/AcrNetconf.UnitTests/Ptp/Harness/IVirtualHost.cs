using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>Something with an address on the virtual network.</summary>
internal interface IVirtualHost
{
    void Receive(byte[] bytes, PtpAddress from, PtpChannel channel);
}
