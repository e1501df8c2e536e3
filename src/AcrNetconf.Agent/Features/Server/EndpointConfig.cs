using System.Net;
using AcrNetconf.Ptp.Datasets;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>An endpoint as the model has it.</summary>
/// <param name="Name">Name of the entry.</param>
/// <param name="Addresses">Where it listens.</param>
/// <param name="HostKeys">Its own host keys; none: the agent's.</param>
/// <param name="AdmitsPasswords">Whether passwords log in there.</param>
internal sealed record EndpointConfig(string Name, EquatableArray<ListenAddress> Addresses, EquatableArray<HostKeyConfig> HostKeys, bool AdmitsPasswords)
{
    /// <summary>Whether a connection that came in at <paramref name="entrance"/> came through this endpoint.</summary>
    public bool Covers(IPEndPoint entrance) => Addresses.Any(address => address.Covers(entrance));
}
