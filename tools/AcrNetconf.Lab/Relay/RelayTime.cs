using AcrNetconf.Linux;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Lab.Relay;

/// <summary>The scale delays are counted on: the host's oscillator, which no time daemon moves.</summary>
/// <remarks>Nothing steers it, so any thread may read it.</remarks>
internal sealed class RelayTime : IDisposable
{
    private readonly VirtualClock _clock = VirtualClock.CreateOnSoftwareStamps();
    private readonly long _start;
    private readonly double _skip;

    /// <param name="skip">Seconds of the scenario that are over at the start.</param>
    public RelayTime(double skip)
    {
        _start = _clock.Now.Nanoseconds;
        _skip = skip;
    }

    public long Now => _clock.Now.Nanoseconds;

    /// <summary>When a datagram was at the interface; general messages have no stamp and count from now.</summary>
    public long ArrivalOf(in PacketTimestamp timestamp) => _clock.TryConvert(timestamp, out PtpInstant instant) ? instant.Nanoseconds : Now;

    public double ScenarioSeconds(long at) => _skip + ((at - _start) * 1e-9);

    public void Dispose() => _clock.Dispose();
}
