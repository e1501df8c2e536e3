using System.Runtime.InteropServices;

namespace AcrNetconf.Linux.Native;

/// <summary>What the ancillary data of one received or returned message says.</summary>
/// <param name="SoftwareNanoseconds">scm_timestamping[0] on CLOCK_REALTIME; 0 when absent.</param>
/// <param name="HardwareNanoseconds">scm_timestamping[2] on the device's clock; 0 when absent.</param>
/// <param name="IsTransmitReport">True when a sock_extended_err of origin TIMESTAMPING says the packet was sent.</param>
/// <param name="TransmitKey">ee_data: the key of the stamped packet.</param>
/// <param name="Overflow">Packets the socket dropped since it was opened (SO_RXQ_OVFL); null when not told.</param>
internal readonly record struct MessageMetadata(long SoftwareNanoseconds, long HardwareNanoseconds, bool IsTransmitReport, uint TransmitKey, uint? Overflow)
{
    private const int ScmTimestampingSize = 48;
    private const int ExtendedErrorSize = 16;

    /// <summary>Reads every message it knows and skips the rest. Never throws.</summary>
    public static MessageMetadata Read(ReadOnlySpan<byte> control)
    {
        long software = 0;
        long hardware = 0;
        bool sent = false;
        uint key = 0;
        uint? overflow = null;
        var messages = new ControlMessages(control);
        while (messages.MoveNext())
        {
            ReadOnlySpan<byte> payload = messages.Payload;
            switch (messages.Level, messages.Type)
            {
                case (SocketConstants.SolSocket, SocketConstants.SoTimestamping or SocketConstants.SoTimestampingNew) when payload.Length >= ScmTimestampingSize:
                    software = ReadTimespec(payload);
                    hardware = ReadTimespec(payload[32..]);
                    break;
                case (SocketConstants.SolSocket, SocketConstants.SoReceiveQueueOverflow) when payload.Length >= sizeof(uint):
                    overflow = MemoryMarshal.Read<uint>(payload);
                    break;
                case (SocketConstants.IpProtoIp, SocketConstants.IpReceiveError) or (SocketConstants.IpProtoIpv6, SocketConstants.Ipv6ReceiveError)
                    when payload.Length >= ExtendedErrorSize:
                    sent = IsSentReport(payload);
                    key = MemoryMarshal.Read<uint>(payload[12..]);
                    break;
            }
        }

        return new MessageMetadata(software, hardware, sent, key, overflow);
    }

    // struct sock_extended_err: errno u32@0, origin u8@4, type@5, code@6, info u32@8, data u32@12.
    private static bool IsSentReport(ReadOnlySpan<byte> error) =>
        MemoryMarshal.Read<uint>(error) == Errno.ENOMSG
        && error[4] == SocketConstants.OriginTimestamping
        && MemoryMarshal.Read<uint>(error[8..]) == SocketConstants.TimestampSent;

    private static long ReadTimespec(ReadOnlySpan<byte> source) => MemoryMarshal.Read<Timespec>(source).TotalNanoseconds;
}
