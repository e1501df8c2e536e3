using System.Globalization;
using System.Text;
using AcrNetconf.Ssh.Native;

namespace AcrNetconf.Ssh;

/// <summary>Defuses what libssh's GSSAPI code does with requests of strangers.</summary>
/// <remarks>
/// Distributions build libssh with GSSAPI, and it starts Kerberos for any <c>gssapi-with-mic</c> request, before login and even though the
/// method is not offered: it reads the Kerberos configuration, resolves the host name (blocking) and opens the key table. Nobody
/// can log in that way, but nobody should cause that either. A service unit should set both variables itself:
/// <code>
/// Environment=KRB5_CONFIG=/usr/share/acr-netconf/krb5.conf     [libdefaults] / dns_canonicalize_hostname = false
/// Environment=KRB5_KTNAME=FILE:/nonexistent
/// </code>
/// <see cref="Prepare"/> does the same for processes started by hand.
/// </remarks>
public static unsafe class SshProcessEnvironment
{
    // mallopt(3): connections move between the threads of the pool; with an arena per thread each would leave its holes in all of them.
    private const int MaxArenas = -8;
    private const int Arenas = 1;

    /// <summary>Sets KRB5_CONFIG and KRB5_KTNAME in the native environment where they are not set, and the native allocator to one arena. Never throws.</summary>
    /// <remarks>
    /// Call it first thing in Main: setenv is not safe once other threads read the environment, and the runtime's own
    /// Environment.SetEnvironmentVariable does not reach native code. The configuration lives in an anonymous file.
    /// </remarks>
    public static void Prepare()
    {
        _ = LibC.SetAllocator(MaxArenas, Arenas);
        _ = LibC.SetEnvironment("KRB5_KTNAME", "FILE:/nonexistent", overwrite: 0);
        int fd = LibC.MemoryFile("krb5.conf", LibC.MemoryFileCloseOnExec);
        if (fd < 0)
        {
            return;
        }

        byte[] text = Encoding.ASCII.GetBytes("[libdefaults]\n dns_canonicalize_hostname = false\n");
        fixed (byte* from = text)
        {
            _ = LibC.Write(fd, from, (nuint)text.Length);
        }

        // By process id, not "self": children inherit the variable too. The descriptor stays open for the life of the process.
        string path = string.Create(CultureInfo.InvariantCulture, $"/proc/{Environment.ProcessId}/fd/{fd}");
        _ = LibC.SetEnvironment("KRB5_CONFIG", path, overwrite: 0);
    }

    /// <summary>Gives the pages that libssh has freed back to the system. Any thread.</summary>
    public static void ReturnFreedMemory() => _ = LibC.TrimHeap(0);
}
