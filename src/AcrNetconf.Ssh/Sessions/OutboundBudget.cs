namespace AcrNetconf.Ssh.Sessions;

/// <summary>Estimates how many bytes libssh holds that the kernel has not taken, so that it is never handed without bound.</summary>
/// <remarks>
/// libssh buffers whatever it is given: a client with a huge window that does not read would fill the memory. The estimate counts
/// payload plus the most a packet can add (RFC 4253 §6: length, padding, MAC), so it errs to the high side, and starts again
/// at zero whenever libssh has nothing left to send.
/// </remarks>
internal sealed class OutboundBudget(long limit)
{
    // 4 length + 1 padding length + 19 padding + 64 MAC
    private const long PacketOverhead = 88;

    private ulong _payloadBase;
    private ulong _packetsBase;
    private ulong _socketBase;

    /// <summary>Whether more may be handed over.</summary>
    /// <param name="payloadBytes">Payload handed to libssh since the session began.</param>
    /// <param name="packets">Packets that payload went into.</param>
    /// <param name="socketBytes">Bytes the kernel took.</param>
    /// <param name="hasUnsent">libssh waits for the socket.</param>
    public bool HasRoom(ulong payloadBytes, ulong packets, ulong socketBytes, bool hasUnsent)
    {
        if (!hasUnsent)
        {
            _payloadBase = payloadBytes;
            _packetsBase = packets;
            _socketBase = socketBytes;
            return true;
        }

        long handed = (long)(payloadBytes - _payloadBase) + (PacketOverhead * (long)(packets - _packetsBase));
        return handed - (long)(socketBytes - _socketBase) < limit;
    }
}
