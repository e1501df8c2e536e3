using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>Where sockets are opened: this process's own network, a VRF of it, or another network namespace.</summary>
/// <remarks>
/// Immutable, compared by value. A VPN instance of the configuration is looked up first among the named network namespaces
/// (<c>/run/netns</c>, as <c>ip netns</c> keeps them) and then among the VRF devices of this process's own namespace.
/// </remarks>
public sealed record NetworkScope
{
    private const string NamespaceFolder = "/run/netns/";

    private NetworkScope(NetworkScopeKind kind, string name)
    {
        Kind = kind;
        Name = name;
    }

    /// <summary>The network this process runs in.</summary>
    public static NetworkScope Host { get; } = new(NetworkScopeKind.Host, string.Empty);

    public NetworkScopeKind Kind { get; }

    /// <summary>Name of the VRF device or namespace; empty for the host.</summary>
    public string Name { get; }

    /// <summary>How the scope ends a sentence: nothing, <c> (VRF blue)</c> or <c> (namespace blue)</c>.</summary>
    internal string Suffix => Kind switch
    {
        NetworkScopeKind.Vrf => $" (VRF {Name})",
        NetworkScopeKind.Namespace => $" (namespace {Name})",
        _ => string.Empty,
    };

    /// <summary>Finds the VPN instance of that name; null or empty is the host itself.</summary>
    /// <exception cref="LinuxException">There is neither a namespace nor a VRF of that name.</exception>
    public static NetworkScope Resolve(string? vpnInstance)
    {
        if (string.IsNullOrEmpty(vpnInstance))
        {
            return Host;
        }

        // The name becomes part of a path: no separators, no climbing out of the folder.
        if (vpnInstance is not ("." or "..") && !vpnInstance.Contains('/', StringComparison.Ordinal) && File.Exists(NamespaceFolder + vpnInstance))
        {
            return new NetworkScope(NetworkScopeKind.Namespace, vpnInstance);
        }

        return FindVrf(vpnInstance);
    }

    /// <summary>Runs <paramref name="action"/> where sockets of this scope must be opened. A VRF needs no more than SO_BINDTODEVICE.</summary>
    internal T Run<T>(Func<T> action) => Kind == NetworkScopeKind.Namespace ? NamespaceThread.Run(NamespaceFolder + Name, action) : action();

    private static NetworkScope FindVrf(string name)
    {
        int socket = SocketCalls.OpenDatagram(SocketConstants.AfInet);
        try
        {
            if (DeviceCalls.FindIndex(socket, name) == 0)
            {
                throw new LinuxException(Errno.ENODEV, "ioctl(SIOCGIFINDEX)", $"VPN instance {name}: neither a VRF device nor a network namespace of that name exists");
            }

            string? driver = DeviceCalls.FindDriver(socket, name);
            return driver == "vrf"
                ? new NetworkScope(NetworkScopeKind.Vrf, name)
                : throw new LinuxException(0, "ioctl(SIOCETHTOOL)", $"VPN instance {name}: device {name} is not a VRF but {driver ?? "of unknown kind"}");
        }
        finally
        {
            SocketCalls.Close(socket);
        }
    }
}
