namespace AcrNetconf.Linux.Native;

/// <summary>Socket-level numbers of the Linux ABI; asm-generic, the same on x86-64 and arm64.</summary>
internal static class SocketConstants
{
    public const int AfInet = 2;
    public const int AfInet6 = 10;
    public const int AfNetlink = 16;

    public const int SockDgram = 2;
    public const int SockRaw = 3;
    public const int SockNonBlock = 0x800;
    public const int SockCloExec = 0x80000;

    public const int SolSocket = 1;
    public const int IpProtoIp = 0;
    public const int IpProtoIpv6 = 41;

    public const int SoError = 4;
    public const int SoReceiveBuffer = 8;
    public const int SoReceiveBufferForce = 33;
    public const int SoBindToDevice = 25;
    public const int SoTimestamping = 37;
    public const int SoReceiveQueueOverflow = 40;
    public const int SoSelectErrorQueue = 45;
    public const int SoTimestampingNew = 65;

    /// <summary>SCM_TS_OPT_ID: the sender names the key of its transmit timestamp (Linux 6.13).</summary>
    public const int ScmTimestampId = 81;

    public const int IpTos = 1;
    public const int IpTtl = 2;
    public const int IpReceiveError = 11;
    public const int IpReceiveTos = 13;
    public const int IpReceiveTtl = 12;
    public const int Ipv6UnicastHops = 16;
    public const int Ipv6ReceiveError = 25;
    public const int Ipv6Only = 26;
    public const int Ipv6ReceiveHopLimit = 51;
    public const int Ipv6HopLimit = 52;
    public const int Ipv6ReceiveTrafficClass = 66;
    public const int Ipv6TrafficClass = 67;

    public const int MsgControlTruncated = 0x8;
    public const int MsgTruncated = 0x20;
    public const int MsgDontWait = 0x40;
    public const int MsgErrorQueue = 0x2000;

    public const short PollIn = 1;
    public const short PollPriority = 2;
    public const short PollError = 8;

    /// <summary>sock_extended_err.ee_origin of a transmit timestamp.</summary>
    public const byte OriginTimestamping = 4;

    /// <summary>sock_extended_err.ee_info of a stamp taken when the packet left for the device (not when it was queued or acknowledged).</summary>
    public const uint TimestampSent = 0;

    public const int CloneNewNet = 0x40000000;
    public const int OpenReadOnly = 0;
    public const int OpenReadWrite = 2;
    public const int OpenCloseOnExec = 0x80000;
    public const int EventFdFlags = SockNonBlock | SockCloExec;
}
