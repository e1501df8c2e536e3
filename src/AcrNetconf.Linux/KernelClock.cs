using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>clock_gettime and clock_adjtime of one clock.</summary>
internal sealed class KernelClock(int clockId) : IKernelClock
{
    public long Read() => ClockCalls.Read(clockId);

    public void Adjust(ref Timex request) => ClockCalls.Adjust(clockId, ref request);
}
