using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Servo;

/// <summary>Recovers the server's frequency from packet timestamps. Pure: no clock, no I/O, no allocation per sample.</summary>
/// <remarks>
/// The caller feeds samples in arrival order and calls <see cref="Update"/> about once a second; the frequency returned is relative to the
/// local oscillator's free-running rate and is applied by the caller before the next call. The servo therefore knows the whole history of
/// its own steering and can reconstruct the free-running time scale of the local stamps. Single-threaded.
/// </remarks>
public interface IServo
{
    /// <summary>What an operator sees; a new immutable value after each <see cref="Update"/> that changed something.</summary>
    ServoStatus Status { get; }

    /// <summary>Takes one sample of the traced server. Allocation-free.</summary>
    void OnSample(in TimingSample sample);

    /// <summary>Runs the controller. <paramref name="now"/> is the local (steered) clock.</summary>
    ServoAction Update(PtpInstant now);

    /// <summary>Packets stopped or no server qualifies: keep the learned frequency. Samples end holdover.</summary>
    void EnterHoldover(PtpInstant now);

    /// <summary>Another server or path is traced from now on: path delay is unknown again, frequency knowledge is kept.</summary>
    void OnSourceChanged(PtpInstant now);

    /// <summary>New tuning, applied without losing state.</summary>
    void Reconfigure(ServoSettings settings);

    /// <summary>Forget everything but the last frequency: back to free-run (the samples describe another clock).</summary>
    void Reset(PtpInstant now);
}
