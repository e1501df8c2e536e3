using System.Runtime.InteropServices;

// libssh and libc come from the system's loader, never from beside the program.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
