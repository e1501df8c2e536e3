using AcrNetconf.Linux.Native;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Linux;

/// <summary>A PTP hardware clock, steered itself: the stamps of its device already are its time.</summary>
/// <remarks>Used by one thread at a time. The frequency found at opening stays in force until the first adjustment, the last one after closing.</remarks>
public sealed class PhcClock : IPacketClock
{
    private readonly int _device;
    private readonly ClockSteering _steering;
    private bool _closed;

    private PhcClock(string path, int device)
    {
        Name = path;
        _device = device;
        PtpClockCaps caps = ClockCalls.GetCapabilities(device);
        _steering = new ClockSteering(new KernelClock(DeviceConstants.ClockIdOf(device)), caps.MaximumAdjustmentPpb);
    }

    /// <inheritdoc/>
    public string Name { get; }

    /// <inheritdoc/>
    public TimestampMode Stamps => TimestampMode.Hardware;

    /// <inheritdoc/>
    public double MaximumFrequencyPpb => _steering.MaximumFrequencyPpb;

    /// <inheritdoc/>
    public PtpInstant Now => _steering.Now;

    /// <inheritdoc/>
    public double FrequencyPpb => _steering.FrequencyPpb;

    /// <summary>Path of the clock with that index, as ETHTOOL_GET_TS_INFO names it.</summary>
    public static string PathOf(int phcIndex) => $"/dev/ptp{phcIndex}";

    /// <summary>Opens for reading and adjusting.</summary>
    /// <exception cref="LinuxException">No such device, no permission, or not a PTP clock.</exception>
    public static PhcClock Open(string path)
    {
        int device;
        try
        {
            device = ClockCalls.OpenDevice(path);
        }
        catch (LinuxException e)
        {
            throw new LinuxException(e.Errno, e.Call, e.Errno switch
            {
                Errno.ENOENT or Errno.ENODEV => $"clock {path} does not exist on this host",
                Errno.EACCES or Errno.EPERM => $"clock {path} may not be opened for writing by this process",
                _ => e.Message,
            });
        }

        try
        {
            return new PhcClock(path, device);
        }
        catch (LinuxException e)
        {
            SocketCalls.Close(device);
            throw new LinuxException(e.Errno, e.Call, $"{path} is not a PTP hardware clock that can be steered ({e.Message})");
        }
    }

    /// <inheritdoc/>
    public void AdjustFrequency(double ppb) => _steering.AdjustFrequency(ppb);

    /// <inheritdoc/>
    public void Step(PtpDuration offset) => _steering.Step(offset);

    /// <inheritdoc/>
    public bool TryConvert(in PacketTimestamp timestamp, out PtpInstant instant)
    {
        instant = new PtpInstant(timestamp.HardwareNanoseconds);
        return timestamp.HardwareNanoseconds != 0;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!_closed)
        {
            _closed = true;
            SocketCalls.Close(_device);
        }
    }
}
