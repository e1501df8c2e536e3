using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo;

/// <summary>Which way a timing packet travelled.</summary>
public enum PacketDirection
{
    /// <summary>Sync, server to client: sent t1, received t2.</summary>
    Forward,

    /// <summary>Delay_Req, client to server: sent t3, received t4.</summary>
    Reverse,
}

/// <summary>One timestamped crossing of the network in one direction, corrections already applied.</summary>
/// <param name="Direction">Which way the packet travelled.</param>
/// <param name="Local">Reading of the local (steered) clock: t2 forward, t3 reverse.</param>
/// <param name="Remote">Reading of the server's clock: t1 forward, t4 reverse (correctionField applied).</param>
/// <remarks>Forward delay = Local − Remote, reverse delay = Remote − Local; both contain the clock offset.</remarks>
public readonly record struct TimingSample(PacketDirection Direction, PtpInstant Local, PtpInstant Remote);
