using System.Net;

namespace AcrNetconf.Transports.Listening;

/// <summary>Addresses as an operator knows them.</summary>
public static class PlainAddress
{
    /// <summary>IPv4 that came in through a dual socket is IPv4; what is no IP address is none.</summary>
    public static IPEndPoint Of(EndPoint? endPoint) =>
        endPoint is IPEndPoint ip
            ? new IPEndPoint(ip.Address.IsIPv4MappedToIPv6 ? ip.Address.MapToIPv4() : ip.Address, ip.Port)
            : new IPEndPoint(IPAddress.None, 0);
}
