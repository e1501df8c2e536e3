using System.Net;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>tcp-server-parameters below a transport: where it stands, and what a tree says there.</summary>
internal sealed class TcpSection
{
    private readonly ContainerSchema _tcp;
    private readonly ListSchema _bind;

    public TcpSection(ContainerSchema transport)
    {
        _tcp = transport.Child<ContainerSchema>("tcp-server-parameters");
        _bind = _tcp.Child<ListSchema>("local-bind");
        LocalPort = LeafReader.Resolve(_bind, "local-port");
    }

    public LeafReader LocalPort { get; }

    /// <summary>The place of an address, given that of the transport.</summary>
    public InstancePath PathOf(InstancePath transport, IPAddress address) => transport.Append(_tcp).Entry(_bind, address.ToString());

    /// <summary>The addresses of a valid tree, in its order; at least one.</summary>
    public IEnumerable<ListenAddress> Addresses(DataBranch transport)
        => transport.Find(_tcp)!.Find(_bind)!.Entries // at least one
            .Select(bind => new ListenAddress(IPAddress.Parse(bind.Find(_bind.Keys[0])!.Value.ToString()), (int)LocalPort.Number(bind))); // a key is always there
}
