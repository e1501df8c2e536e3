using AcrNetconf.Ptp.Time;

namespace AcrNetconf.UnitTests.Ptp.Harness;

/// <summary>The one timer of a core, on virtual time.</summary>
internal sealed class VirtualTimer(VirtualNetwork network, Action<MonotonicTime> fire)
{
    private long _version;

    public void Set(MonotonicTime due)
    {
        long version = ++_version;
        network.At(due, () =>
        {
            if (version == _version)
            {
                fire(network.Now);
            }
        });
    }

    public void Cancel() => _version++;
}
