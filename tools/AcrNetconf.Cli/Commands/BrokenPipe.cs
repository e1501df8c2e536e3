using System.Runtime.InteropServices;

namespace AcrNetconf.Cli.Commands;

/// <summary>What happens when whoever reads our output goes away, as head(1) does after ten lines.</summary>
internal static partial class BrokenPipe
{
    private const int SigPipe = 13;
    private const nint DefaultAction = 0;

    /// <summary>The runtime ignores SIGPIPE and its console swallows the error, so an endless view would run on unseen; sockets are not affected.</summary>
    public static void EndsTheProgram() => _ = Signal(SigPipe, DefaultAction);

    [LibraryImport("libc", EntryPoint = "signal")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint Signal(int number, nint handler);
}
