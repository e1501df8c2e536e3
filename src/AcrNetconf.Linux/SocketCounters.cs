namespace AcrNetconf.Linux;

/// <summary>What passed through a <see cref="TimestampedSocket"/> since it was opened.</summary>
/// <param name="EventReceived">Datagrams on the event port.</param>
/// <param name="GeneralReceived">Datagrams on the general port.</param>
/// <param name="EventSent">Event datagrams the kernel took.</param>
/// <param name="GeneralSent">General datagrams the kernel took.</param>
/// <param name="SendFailures">Datagrams the kernel refused.</param>
/// <param name="ReceiveStampsMissing">Event datagrams without the stamp asked for.</param>
/// <param name="TransmitStampsMissing">Event datagrams sent whose stamp did not come in time.</param>
/// <param name="KernelDrops">Datagrams dropped because we did not read fast enough (SO_RXQ_OVFL).</param>
/// <param name="Oversized">Datagrams longer than any PTP message; dropped.</param>
/// <param name="Unclaimed">Datagrams that came while nobody listened; dropped.</param>
public readonly record struct SocketCounters(
    long EventReceived,
    long GeneralReceived,
    long EventSent,
    long GeneralSent,
    long SendFailures,
    long ReceiveStampsMissing,
    long TransmitStampsMissing,
    long KernelDrops,
    long Oversized,
    long Unclaimed);
