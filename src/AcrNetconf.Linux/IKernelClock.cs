using AcrNetconf.Linux.Native;

namespace AcrNetconf.Linux;

/// <summary>The two system calls behind a kernel clock, so that the arithmetic can be tested without steering the host.</summary>
internal interface IKernelClock
{
    long Read();

    void Adjust(ref Timex request);
}
