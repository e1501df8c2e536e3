using System.Runtime.InteropServices;

namespace AcrNetconf.Interop.Support;

/// <summary>Keeps load that a test makes from competing for processors with what the test measures.</summary>
internal static partial class Priority
{
    private const int Process = 0; // PRIO_PROCESS; with "who" zero Linux means the calling thread
    private const int Lowest = 19;

    public static void LowerThisThread() => Assert.AreEqual(0, SetPriority(Process, 0, Lowest), "setpriority");

    [LibraryImport("libc", EntryPoint = "setpriority")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int SetPriority(int which, uint who, int priority);
}
