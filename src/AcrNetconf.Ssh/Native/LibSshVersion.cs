using System.Runtime.InteropServices;

namespace AcrNetconf.Ssh.Native;

/// <summary>Finds libssh and says which one it is.</summary>
internal static class LibSshVersion
{
    public static readonly Version V0_10 = new(0, 10);
    public static readonly Version V0_11 = new(0, 11);
    private static readonly Version Oldest = new(0, 9, 6);
    private static readonly Lazy<Version> s_current = new(Read);

    /// <summary>Version of the loaded library. Only valid after <see cref="Require"/> returned.</summary>
    public static Version Current => s_current.Value;

    /// <summary>Checks that the library is there and new enough.</summary>
    /// <exception cref="IOException">It is not; one sentence saying what to install.</exception>
    public static void Require(string library = LibSsh.Library)
    {
        if (!NativeLibrary.TryLoad(library, typeof(LibSshVersion).Assembly, null, out _))
        {
            throw new IOException($"netconf-ssh: {library} not found; install package 'libssh-4' (Debian, Ubuntu) and start again");
        }

        if (Current < Oldest)
        {
            throw new IOException($"netconf-ssh: libssh {Current} is too old; {Oldest} or newer is needed");
        }

        // Its messages go to stderr and a peer can provoke them; what matters is fetched with ssh_get_error.
        _ = LibSsh.SetLogLevel(0);
    }

    /// <summary>Reads "0.10.6/openssl/zlib" as 0.10.6; 0.0 for anything else.</summary>
    public static Version Parse(string? text)
    {
        string number = (text ?? "").Split('/', '-')[0];
        return Version.TryParse(number, out Version? version) ? version : new Version(0, 0);
    }

    private static Version Read() => Parse(LibSsh.Text(LibSsh.Version(0)));
}
