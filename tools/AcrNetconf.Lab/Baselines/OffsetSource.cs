using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Baselines;

/// <summary>Offsets of the steered clock from the server as simple servos compute them: each direction relative to its first sample.</summary>
internal sealed class OffsetSource
{
    private long? _forwardEpoch;
    private long? _reverseEpoch;

    /// <summary>Forward values grow with the clock's offset, reverse values shrink; nanoseconds.</summary>
    public double Take(in TimingSample sample)
    {
        if (sample.Direction == PacketDirection.Forward)
        {
            long forward = sample.Local.Nanoseconds - sample.Remote.Nanoseconds;
            _forwardEpoch ??= forward;
            return forward - _forwardEpoch.Value;
        }

        long reverse = sample.Remote.Nanoseconds - sample.Local.Nanoseconds;
        _reverseEpoch ??= reverse;
        return reverse - _reverseEpoch.Value;
    }
}
