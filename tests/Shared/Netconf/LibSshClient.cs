using System.Runtime.InteropServices;

[assembly: DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]

namespace AcrNetconf.Testing.Netconf;

/// <summary>The client half of libssh, as far as a NETCONF session needs it.</summary>
/// <remarks>A C library of the same quality as the server's: what is measured with it is the server and the wire, not the client.</remarks>
internal static unsafe partial class LibSshClient
{
    public const int OptionHost = 0;
    public const int OptionPort = 1;
    public const int OptionUser = 4;
    public const int OptionTimeout = 9;
    public const int OptionNoDelay = 36;
    public const int OptionProcessConfig = 38;

    private const string Library = "libssh.so.4";

    [LibraryImport(Library, EntryPoint = "ssh_new")]
    public static partial nint New();

    [LibraryImport(Library, EntryPoint = "ssh_free")]
    public static partial void Free(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_options_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int SetText(nint session, int option, string value);

    [LibraryImport(Library, EntryPoint = "ssh_options_set")]
    public static partial int SetNumber(nint session, int option, void* value);

    [LibraryImport(Library, EntryPoint = "ssh_connect")]
    public static partial int Connect(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_disconnect")]
    public static partial void Disconnect(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_error")]
    public static partial nint GetError(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_fd")]
    public static partial int GetFd(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_pki_import_privkey_file", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int ImportKey(string file, nint passphrase, nint callback, nint context, out nint key);

    [LibraryImport(Library, EntryPoint = "ssh_key_free")]
    public static partial void KeyFree(nint key);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_publickey")]
    public static partial int LoginByKey(nint session, nint user, nint key);

    [LibraryImport(Library, EntryPoint = "ssh_channel_new")]
    public static partial nint ChannelNew(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_channel_free")]
    public static partial void ChannelFree(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_open_session")]
    public static partial int ChannelOpen(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_request_subsystem", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int RequestSubsystem(nint channel, string name);

    [LibraryImport(Library, EntryPoint = "ssh_channel_write")]
    public static partial int Write(nint channel, byte* data, uint length);

    [LibraryImport(Library, EntryPoint = "ssh_channel_read_timeout")]
    public static partial int Read(nint channel, byte* data, uint length, int isStandardError, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "ssh_channel_is_eof")]
    public static partial int IsEof(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_is_closed")]
    public static partial int IsClosed(nint channel);
}
