using System.Net;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>An address and port to listen on, equal by value.</summary>
internal readonly record struct ListenAddress(IPAddress Address, int Port)
{
    public IPEndPoint EndPoint => new(Address, Port);

    /// <summary>Whether a connection that came in at <paramref name="entrance"/> came in here.</summary>
    public bool Covers(IPEndPoint entrance)
    {
        var isEverywhere = Address.Equals(IPAddress.IPv6Any) || (Address.Equals(IPAddress.Any) && entrance.AddressFamily == Address.AddressFamily);
        return Port == entrance.Port && (isEverywhere || Address.Equals(entrance.Address));
    }
}
