using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Platform;

/// <summary>What the protocol core asks of the shell around it: sockets, one timer, the clock, and someone to tell.</summary>
/// <remarks>
/// Called only from inside the core's own handlers, on the caller's thread. Spans are valid during the call only: copy or send at once. No method
/// may call back into the core.
/// </remarks>
public interface IPtpActions
{
    /// <summary>
    /// Sends an event message to UDP port 319 of <paramref name="destination"/> with a transmit timestamp. Answer later, once, with
    /// <c>OnTransmitted</c> or <c>OnTransmitTimestampMissing</c> and the same <paramref name="id"/>; never answering costs one sample.
    /// </summary>
    /// <returns>False when the host refused to send it (no route, socket gone); then nothing is answered.</returns>
    bool SendEvent(TransmitId id, PtpAddress destination, ReadOnlySpan<byte> packet);

    /// <summary>Sends a general message to UDP port 320 of <paramref name="destination"/>.</summary>
    /// <returns>False when the host refused to send it.</returns>
    bool SendGeneral(PtpAddress destination, ReadOnlySpan<byte> packet);

    /// <summary>There is one timer: call <c>OnTimer</c> at or soon after <paramref name="due"/>. Replaces what was set before; may be in the past.</summary>
    void SetTimer(MonotonicTime due);

    /// <summary>No timer call is needed until the next <see cref="SetTimer"/>.</summary>
    void CancelTimer();

    /// <summary>The steered clock's reading now; asked for about once a second.</summary>
    PtpInstant ReadClock();

    /// <summary>Steers the clock: ppb relative to its free-running rate, positive is faster. Phase is continuous.</summary>
    void AdjustFrequency(double ppb);

    /// <summary>Adds <paramref name="offset"/> to the clock at once (phase modes only).</summary>
    void StepClock(PtpDuration offset);

    /// <summary>Something an operator may want to know happened. Rare: transitions, never per packet.</summary>
    void Report(PtpEvent occurrence);
}
