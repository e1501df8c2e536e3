using System.Runtime.InteropServices;

namespace AcrNetconf.Ssh.Native;

/// <summary>The entry points of libssh that the server uses, one to one. Nothing outside this folder calls them.</summary>
/// <remarks>
/// Only symbols present since 0.9 are bound, except <see cref="SendIssueBanner"/>. The message queue interface is used on purpose:
/// a request can be held and answered later, and no managed frame runs below a native one (but for setting one flag).
/// </remarks>
internal static unsafe partial class LibSsh
{
    public const string Library = "libssh.so.4";

    public const int Ok = 0;
    public const int Error = -1;
    public const int EndOfFile = -127;
    public const int WritePending = 8;

    [LibraryImport(Library, EntryPoint = "ssh_version")]
    public static partial nint Version(int required);

    [LibraryImport(Library, EntryPoint = "ssh_set_log_level")]
    public static partial int SetLogLevel(int level);

    [LibraryImport(Library, EntryPoint = "ssh_get_error")]
    public static partial nint GetError(nint sessionOrBind);

    [LibraryImport(Library, EntryPoint = "ssh_bind_new")]
    public static partial nint BindNew();

    [LibraryImport(Library, EntryPoint = "ssh_bind_free")]
    public static partial void BindFree(nint bind);

    [LibraryImport(Library, EntryPoint = "ssh_bind_options_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int BindSet(nint bind, BindOption option, string value);

    [LibraryImport(Library, EntryPoint = "ssh_bind_options_set")]
    public static partial int BindSet(nint bind, BindOption option, void* value);

    [LibraryImport(Library, EntryPoint = "ssh_bind_accept_fd")]
    public static partial int BindAccept(nint bind, nint session, int fd);

    [LibraryImport(Library, EntryPoint = "ssh_new")]
    public static partial nint New();

    [LibraryImport(Library, EntryPoint = "ssh_free")]
    public static partial void Free(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_options_set")]
    public static partial int OptionsSet(nint session, SessionOption option, void* value);

    [LibraryImport(Library, EntryPoint = "ssh_options_set", StringMarshalling = StringMarshalling.Utf8)]
    public static partial int OptionsSet(nint session, SessionOption option, string value);

    [LibraryImport(Library, EntryPoint = "ssh_set_blocking")]
    public static partial void SetBlocking(nint session, int blocking);

    [LibraryImport(Library, EntryPoint = "ssh_set_auth_methods")]
    public static partial void SetAuthMethods(nint session, int methods);

    [LibraryImport(Library, EntryPoint = "ssh_set_counters")]
    public static partial void SetCounters(nint session, Counters* socket, Counters* payload);

    [LibraryImport(Library, EntryPoint = "ssh_handle_key_exchange")]
    public static partial int HandleKeyExchange(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_event_new")]
    public static partial nint EventNew();

    [LibraryImport(Library, EntryPoint = "ssh_event_free")]
    public static partial void EventFree(nint ev);

    [LibraryImport(Library, EntryPoint = "ssh_event_add_session")]
    public static partial int EventAddSession(nint ev, nint session);

    [LibraryImport(Library, EntryPoint = "ssh_event_remove_session")]
    public static partial int EventRemoveSession(nint ev, nint session);

    [LibraryImport(Library, EntryPoint = "ssh_event_dopoll")]
    public static partial int EventPoll(nint ev, int timeoutMilliseconds);

    [LibraryImport(Library, EntryPoint = "ssh_get_fd")]
    public static partial int GetFd(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_poll_flags")]
    public static partial int GetPollFlags(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_is_connected")]
    public static partial int IsConnected(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_disconnect")]
    public static partial void Disconnect(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_send_keepalive")]
    public static partial int SendKeepalive(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_send_issue_banner")]
    public static partial int SendIssueBanner(nint session, nint text);

    [LibraryImport(Library, EntryPoint = "ssh_string_from_char", StringMarshalling = StringMarshalling.Utf8)]
    public static partial nint StringFrom(string text);

    [LibraryImport(Library, EntryPoint = "ssh_string_free")]
    public static partial void StringFree(nint text);

    [LibraryImport(Library, EntryPoint = "ssh_string_free_char")]
    public static partial void CharsFree(nint chars);

    [LibraryImport(Library, EntryPoint = "ssh_get_kex_algo")]
    public static partial nint GetKeyExchange(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_cipher_out")]
    public static partial nint GetCipherOut(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_hmac_out")]
    public static partial nint GetMacOut(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_get_clientbanner")]
    public static partial nint GetClientBanner(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_message_get")]
    public static partial nint MessageGet(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_message_free")]
    public static partial void MessageFree(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_type")]
    public static partial int MessageType(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_subtype")]
    public static partial int MessageSubtype(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_reply_default")]
    public static partial int MessageReplyDefault(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_user")]
    public static partial nint MessageAuthUser(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_password")]
    public static partial nint MessageAuthPassword(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_pubkey")]
    public static partial nint MessageAuthPublicKey(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_publickey_state")]
    public static partial int MessageAuthPublicKeyState(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_kbdint_is_response")]
    public static partial int MessageAuthIsPromptAnswer(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_reply_success")]
    public static partial int MessageAuthReplySuccess(nint message, int partial);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_reply_pk_ok_simple")]
    public static partial int MessageAuthReplyKeyOk(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_auth_interactive_request")]
    public static partial int MessageAuthPrompt(nint message, byte* name, byte* instruction, uint count, byte** prompts, byte* echo);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint_getnanswers")]
    public static partial int PromptAnswerCount(nint session);

    [LibraryImport(Library, EntryPoint = "ssh_userauth_kbdint_getanswer")]
    public static partial nint PromptAnswer(nint session, uint index);

    [LibraryImport(Library, EntryPoint = "ssh_message_channel_request_open_reply_accept")]
    public static partial nint MessageChannelAccept(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_channel_request_channel")]
    public static partial nint MessageChannel(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_channel_request_subsystem")]
    public static partial nint MessageSubsystem(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_message_channel_request_reply_success")]
    public static partial int MessageChannelReplySuccess(nint message);

    [LibraryImport(Library, EntryPoint = "ssh_channel_poll")]
    public static partial int ChannelPoll(nint channel, int isStderr);

    [LibraryImport(Library, EntryPoint = "ssh_channel_read_nonblocking")]
    public static partial int ChannelRead(nint channel, void* destination, uint count, int isStderr);

    [LibraryImport(Library, EntryPoint = "ssh_channel_write")]
    public static partial int ChannelWrite(nint channel, void* source, uint count);

    [LibraryImport(Library, EntryPoint = "ssh_channel_window_size")]
    public static partial uint ChannelWindow(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_set_channel_callbacks")]
    public static partial int ChannelSetCallbacks(nint channel, NativeChannel.CloseWatch* callbacks);

    [LibraryImport(Library, EntryPoint = "ssh_channel_is_eof")]
    public static partial int ChannelIsEof(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_send_eof")]
    public static partial int ChannelSendEof(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_request_send_exit_status")]
    public static partial int ChannelSendExitStatus(nint channel, int status);

    [LibraryImport(Library, EntryPoint = "ssh_channel_close")]
    public static partial int ChannelClose(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_channel_free")]
    public static partial void ChannelFree(nint channel);

    [LibraryImport(Library, EntryPoint = "ssh_pki_generate")]
    public static partial int KeyGenerate(int type, int parameter, out nint key);

    [LibraryImport(Library, EntryPoint = "ssh_pki_export_privkey_base64")]
    public static partial int KeyExportPrivate(nint key, nint passphrase, nint callback, nint data, out nint text);

    [LibraryImport(Library, EntryPoint = "ssh_pki_import_privkey_base64")]
    public static partial int KeyImportPrivate(byte* text, nint passphrase, nint callback, nint data, out nint key);

    [LibraryImport(Library, EntryPoint = "ssh_pki_export_pubkey_base64")]
    public static partial int KeyExportPublic(nint key, out nint text);

    [LibraryImport(Library, EntryPoint = "ssh_key_free")]
    public static partial void KeyFree(nint key);

    public static string? Text(nint chars) => Marshal.PtrToStringUTF8(chars);

    /// <summary>The bytes of a C string, or null for a null pointer. The caller owns (and wipes) the copy.</summary>
    public static byte[]? Bytes(nint chars) =>
        chars == 0 ? null : MemoryMarshal.CreateReadOnlySpanFromNullTerminated((byte*)chars).ToArray();

    /// <summary>struct ssh_counter_struct.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Counters
    {
        public ulong InBytes;
        public ulong OutBytes;
        public ulong InPackets;
        public ulong OutPackets;
    }

    /// <summary>enum ssh_bind_options_e.</summary>
    public enum BindOption
    {
        Banner = 6,
        ImportKey = 10,
        KeyExchange = 11,
        CiphersIn = 12,
        CiphersOut = 13,
        MacsIn = 14,
        MacsOut = 15,
        UserKeyTypes = 17,
        HostKeyAlgorithms = 18,
        ProcessConfig = 19,
        RsaMinimumBits = 21,
    }

    /// <summary>enum ssh_options_e.</summary>
    public enum SessionOption
    {
        CompressionIn = 17,
        CompressionOut = 18,
        ProcessConfig = 38,
        RekeyBytes = 39,
        RekeySeconds = 40,
    }
}
