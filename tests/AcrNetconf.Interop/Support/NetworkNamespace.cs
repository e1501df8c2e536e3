using System.Globalization;
using AcrNetconf.Interop.Ssh;

namespace AcrNetconf.Interop.Support;

/// <summary>A network namespace made by <c>ip netns</c> for one test and removed with it; needs root.</summary>
/// <remarks>Everything in it disappears with it: addresses, routes, and both ends of its veth pairs. Names carry this process's id, so parallel runs do not meet.</remarks>
internal sealed class NetworkNamespace : IDisposable
{
    private static int s_counter;

    private NetworkNamespace(string name) => Name = name;

    /// <summary>The name as a VPN instance or for <c>ip netns exec</c>.</summary>
    public string Name { get; }

    /// <summary>A new namespace with its loopback device up.</summary>
    public static NetworkNamespace Create(string role)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"acr{Environment.ProcessId}{role}{Interlocked.Increment(ref s_counter)}");
        var created = new NetworkNamespace(name);
        Ip("netns", "add", name);
        created.IpInside("link", "set", "lo", "up");
        return created;
    }

    /// <summary>Joins two namespaces by a veth pair, each end with the addresses given ("10.1.0.1/24"), both up.</summary>
    public static void Connect(NetworkNamespace left, string leftDevice, string[] leftAddresses, NetworkNamespace right, string rightDevice, string[] rightAddresses)
    {
        Ip("link", "add", leftDevice, "netns", left.Name, "type", "veth", "peer", "name", rightDevice, "netns", right.Name);
        left.Configure(leftDevice, leftAddresses);
        right.Configure(rightDevice, rightAddresses);
    }

    /// <summary>Makes this namespace a switch: its devices forward to each other, so that a cut on one side is not a lost carrier on the other.</summary>
    public void Bridge(params string[] devices)
    {
        IpInside("link", "add", "bridge0", "type", "bridge");
        SetLink("bridge0", up: true);
        foreach (string device in devices)
        {
            IpInside("link", "set", device, "master", "bridge0");
        }
    }

    /// <summary>Fixes the link-layer address of a neighbour, so that sending to it never fails while the cable is cut (a ptp4l port faults when it does).</summary>
    public void PinNeighbour(string device, string address, NetworkNamespace neighbour, string neighbourDevice)
    {
        string link = Tool.Run("ip", "-n", neighbour.Name, "-o", "link", "show", neighbourDevice).Text;
        string mac = link.Split("link/ether ", StringSplitOptions.None)[1].Split(' ')[0];
        IpInside("neighbour", "replace", address, "lladdr", mac, "nud", "permanent", "dev", device);
    }

    /// <summary>Runs <c>ip</c> inside; throws with its words when it fails.</summary>
    public void IpInside(params string[] arguments) => Ip(["-n", Name, .. arguments]);

    /// <summary>Takes a device down or up: a cut cable.</summary>
    public void SetLink(string device, bool up) => IpInside("link", "set", device, up ? "up" : "down");

    /// <summary>Runs a program inside to its end.</summary>
    public ToolResult Run(string program, params string[] arguments) => Tool.Run("ip", ["netns", "exec", Name, program, .. arguments]);

    /// <summary>Starts a program inside; the caller ends it (<c>ip netns exec</c> replaces itself by the program, so the process id is the program's).</summary>
    public BackgroundProcess Start(string program, params string[] arguments) => BackgroundProcess.Start("ip", ["netns", "exec", Name, program, .. arguments]);

    public void Dispose() => _ = Tool.Run("ip", "netns", "delete", Name);

    private static void Ip(params string[] arguments)
    {
        ToolResult result = Tool.Run("ip", arguments);
        if (result.Code != 0)
        {
            throw new InvalidOperationException($"ip {string.Join(' ', arguments)}: {result.Errors}");
        }
    }

    private void Configure(string device, string[] addresses)
    {
        foreach (string address in addresses)
        {
            // Without duplicate address detection an IPv6 address can be bound at once.
            IpInside(address.Contains(':', StringComparison.Ordinal) ? ["address", "add", address, "dev", device, "nodad"] : ["address", "add", address, "dev", device]);
        }

        SetLink(device, up: true);
    }
}
