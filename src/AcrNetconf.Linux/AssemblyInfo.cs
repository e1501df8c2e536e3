using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

// Only the C library is ever loaded, and it already is: no search of the application's directory.
[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
[assembly: DisableRuntimeMarshalling]
[assembly: InternalsVisibleTo("AcrNetconf.Interop")]
