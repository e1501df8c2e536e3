using AcrNetconf.Interop.Ptp;
using AcrNetconf.Interop.Support;

namespace AcrNetconf.Interop.Agent;

/// <summary>A client and two ptp4l servers on one segment, and a namespace for another routing instance.</summary>
internal sealed class TwoServers : IDisposable
{
    private readonly NetworkNamespace _first = NetworkNamespace.Create("s");
    private readonly NetworkNamespace _second = NetworkNamespace.Create("s");
    private readonly NetworkNamespace _between = NetworkNamespace.Create("x");
    private readonly Ptp4l _server1;
    private readonly Ptp4l _server2;

    public TwoServers()
    {
        NetworkNamespace.Connect(Client, "v1", ["10.82.0.1/24", "10.82.0.4/24"], _between, "x1", []);
        NetworkNamespace.Connect(_first, "v1s", ["10.82.0.2/24"], _between, "x2", []);
        NetworkNamespace.Connect(_second, "v2s", ["10.82.0.3/24", "10.82.0.5/24"], _between, "x3", []);
        _between.Bridge("x1", "x2", "x3");
        Other.IpInside("address", "add", "10.82.0.1/32", "dev", "lo");
        Other.IpInside("link", "set", "lo", "up");
        _server1 = Ptp4l.StartServer(_first, "v1s");
        _server2 = Ptp4l.StartServer(_second, "v2s");
    }

    public NetworkNamespace Client { get; } = NetworkNamespace.Create("c");

    public NetworkNamespace Other { get; } = NetworkNamespace.Create("b");

    public void Dispose()
    {
        _server2.Dispose();
        _server1.Dispose();
        foreach (var one in (NetworkNamespace[])[_between, Other, _second, _first, Client])
        {
            one.Dispose();
        }
    }
}
