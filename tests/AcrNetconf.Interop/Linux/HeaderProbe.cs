using System.Runtime.InteropServices;
using AcrNetconf.Interop.Support;
using AcrNetconf.Linux;
using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Interop.Linux;

/// <summary>A plain socket that reads the traffic class and hop count of the IP header each datagram came with.</summary>
internal sealed class HeaderProbe : IDisposable
{
    private readonly int _socket;
    private readonly MessageReceiver _receiver = new();

    public HeaderProbe(NetworkNamespace where, PtpAddress address, int port)
    {
        NetworkScope scope = NetworkScope.Resolve(where.Name);
        _socket = scope.Run(() => SocketOpening.OpenBound(scope, address, port));
        (int level, int tos, int ttl) = address.IsIPv4
            ? (SocketConstants.IpProtoIp, SocketConstants.IpReceiveTos, SocketConstants.IpReceiveTtl)
            : (SocketConstants.IpProtoIpv6, SocketConstants.Ipv6ReceiveTrafficClass, SocketConstants.Ipv6ReceiveHopLimit);
        SocketCalls.SetOption(_socket, level, tos, 1, "receive traffic class");
        SocketCalls.SetOption(_socket, level, ttl, 1, "receive hop limit");
    }

    public (byte Dscp, byte Ttl) ReceiveDscpAndTtl()
    {
        Span<PollDescriptor> wait = [new() { FileDescriptor = _socket, Events = SocketConstants.PollIn }];
        Assert.AreEqual(1, SocketCalls.Poll(wait, 5000));
        Assert.AreEqual(1, _receiver.Receive(_socket, 0));
        (byte dscp, byte ttl) = (0, 0);
        var messages = new ControlMessages(_receiver.Control(0));
        while (messages.MoveNext())
        {
            switch (messages.Level, messages.Type)
            {
                case (SocketConstants.IpProtoIp, SocketConstants.IpTos):
                    dscp = (byte)(messages.Payload[0] >> 2);
                    break;
                case (SocketConstants.IpProtoIpv6, SocketConstants.Ipv6TrafficClass):
                    dscp = (byte)(MemoryMarshal.Read<int>(messages.Payload) >> 2);
                    break;
                case (SocketConstants.IpProtoIp, SocketConstants.IpTtl) or (SocketConstants.IpProtoIpv6, SocketConstants.Ipv6HopLimit):
                    ttl = (byte)MemoryMarshal.Read<int>(messages.Payload);
                    break;
            }
        }

        return (dscp, ttl);
    }

    public void Dispose()
    {
        SocketCalls.Close(_socket);
        _receiver.Dispose();
    }
}
