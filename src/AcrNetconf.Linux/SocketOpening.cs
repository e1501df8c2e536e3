using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>Opens one bound PTP socket and turns refusals into sentences.</summary>
internal static class SocketOpening
{
    // A burst waits here while the reader is scheduled, received packets and transmit stamps alike: the usual 208 KiB are gone after 250 of them.
    private const int ReceiveBufferOctets = 1 << 20;

    /// <summary>Call on a thread of the right namespace (<see cref="NetworkScope.Run"/>).</summary>
    public static int OpenBound(NetworkScope scope, PtpAddress address, int port)
    {
        if (address.IsUnspecifiedOrMulticast)
        {
            throw new LinuxException(Errno.EINVAL, "bind", $"{address} is not an address a host can have");
        }

        int socket = SocketCalls.OpenDatagram(address.IsIPv4 ? SocketConstants.AfInet : SocketConstants.AfInet6);
        try
        {
            if (address.IsIPv6)
            {
                SocketCalls.SetOption(socket, SocketConstants.IpProtoIpv6, SocketConstants.Ipv6Only, 1, "setsockopt(IPV6_V6ONLY)");
            }

            if (scope.Kind == NetworkScopeKind.Vrf)
            {
                // Before bind: the address is looked up in the VRF.
                SocketCalls.BindToDevice(socket, scope.Name);
            }

            SocketCalls.SetOption(socket, SocketConstants.SolSocket, SocketConstants.SoSelectErrorQueue, 1, "setsockopt(SO_SELECT_ERR_QUEUE)");
            SocketCalls.SetOption(socket, SocketConstants.SolSocket, SocketConstants.SoReceiveQueueOverflow, 1, "setsockopt(SO_RXQ_OVFL)");
            // Beyond net.core.rmem_max only with CAP_NET_ADMIN; without it, as much as there is.
            _ = SocketCalls.TrySetOption(socket, SocketConstants.SolSocket, SocketConstants.SoReceiveBufferForce, ReceiveBufferOctets)
                || SocketCalls.TrySetOption(socket, SocketConstants.SolSocket, SocketConstants.SoReceiveBuffer, ReceiveBufferOctets);
            int errno = SocketCalls.Bind(socket, address, port);
            return errno == 0 ? socket : throw new LinuxException(errno, "bind", Explain(errno, scope, address, port));
        }
        catch
        {
            SocketCalls.Close(socket);
            throw;
        }
    }

    private static string Explain(int errno, NetworkScope scope, PtpAddress address, int port) => errno switch
    {
        Errno.EADDRNOTAVAIL => $"address {address} is not configured on this host{scope.Suffix}",
        Errno.EADDRINUSE => $"UDP port {port} of address {address} is in use by another program{scope.Suffix}",
        Errno.EACCES => $"UDP port {port} needs the capability CAP_NET_BIND_SERVICE{scope.Suffix}",
        // bind(2) on fe80::/10 wants a scope identifier, which the model does not have.
        Errno.EINVAL when address.IsIPv6 => $"address {address} cannot be bound without an interface{scope.Suffix}",
        _ => new LinuxException(errno, $"bind {address} port {port}{scope.Suffix}").Message,
    };
}
