using System.Runtime.InteropServices;
using AcrNetconf.Ssh;

namespace AcrNetconf.Interop.Ssh;

[TestClass]
[DoNotParallelize]
public sealed partial class ProcessEnvironmentTests
{
    [TestMethod]
    public void Kerberos_of_this_process_resolves_no_names_and_reads_no_key_table()
    {
        SshProcessEnvironment.Prepare();
        Assert.AreEqual("FILE:/nonexistent", Marshal.PtrToStringUTF8(NativeVariable("KRB5_KTNAME")));
        string? path = Marshal.PtrToStringUTF8(NativeVariable("KRB5_CONFIG"));
        StringAssert.Contains(File.ReadAllText(path!), "dns_canonicalize_hostname = false"); // set by Prepare
    }

    [LibraryImport("libc", EntryPoint = "getenv", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint NativeVariable(string name);
}
