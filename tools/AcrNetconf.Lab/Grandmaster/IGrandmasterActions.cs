using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>What the grandmaster core asks of the shell around it. Same rules as <see cref="IPtpActions"/>: no call back, spans valid during the call.</summary>
public interface IGrandmasterActions
{
    /// <summary>Sends to UDP port 319 with a transmit timestamp, answered with <c>OnTransmitted</c> and the same id.</summary>
    void SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet);

    /// <summary>Sends to UDP port 320.</summary>
    void SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet);

    /// <summary>Call <c>OnTimer</c> at or soon after <paramref name="due"/>; replaces what was set before.</summary>
    void SetTimer(MonotonicTime due);

    /// <summary>The server's clock now.</summary>
    PtpInstant ReadClock();
}
