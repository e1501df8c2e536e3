using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>A device switched to hardware timestamps, and the way back.</summary>
/// <remarks>The switch is global to the device: other programs see it too.</remarks>
public sealed class HardwareTimestamping
{
    private readonly NetworkScope _scope;
    private readonly HardwareTimestampConfig? _previous;

    internal HardwareTimestamping(NetworkScope scope, TimestampingCapabilities capabilities, HardwareTimestampConfig inForce, HardwareTimestampConfig? previous)
    {
        _scope = scope;
        _previous = previous;
        Capabilities = capabilities;
        ReceiveFilter = inForce.ReceiveFilter;
        TransmitType = inForce.TransmitType;
    }

    public TimestampingCapabilities Capabilities { get; }

    /// <summary>HWTSTAMP_FILTER_* read back from the driver, which may have widened the request.</summary>
    public int ReceiveFilter { get; }

    /// <summary>HWTSTAMP_TX_* read back from the driver.</summary>
    public int TransmitType { get; }

    /// <summary>True when the device had to be changed.</summary>
    public bool Changed => _previous is not null;

    /// <summary>Puts the device back as it was found, for a change that is not going to happen. Quiet when nothing was changed.</summary>
    public void Restore()
    {
        if (_previous is HardwareTimestampConfig previous)
        {
            _ = TimestampingProbe.WithSocket(_scope, socket => DeviceCalls.HardwareTimestamp(
                socket, Capabilities.Device, DeviceConstants.SiocSetHardwareTimestamp, ref previous));
        }
    }
}
