using System.Text;

namespace AcrNetconf.Ssh.Native;

/// <summary>One queued request of the peer.</summary>
internal readonly unsafe struct NativeMessage(nint handle)
{
    /// <summary>enum ssh_requests_e.</summary>
    public enum RequestKind
    {
        Authentication = 1,
        ChannelOpen = 2,
        Channel = 3,
        Service = 4,
        Global = 5,
    }

    /// <summary>enum ssh_channel_requests_e, those we distinguish.</summary>
    public enum ChannelRequest
    {
        Unknown = 0,
        Pty = 1,
        Environment = 4,
        Subsystem = 5,
        WindowChange = 6,
    }

    private const int SessionChannel = 1;
    private const int SignatureAbsent = 0;
    private const int SignatureValid = 1;

    public RequestKind Kind => (RequestKind)LibSsh.MessageType(handle);

    public SshAuthMethods Method => (SshAuthMethods)LibSsh.MessageSubtype(handle);

    public ChannelRequest Request => (ChannelRequest)LibSsh.MessageSubtype(handle);

    public bool OpensSession => LibSsh.MessageSubtype(handle) == SessionChannel;

    /// <summary>The user name; null in the answer to a prompt, which carries none.</summary>
    public string? User => LibSsh.Text(LibSsh.MessageAuthUser(handle));

    public bool IsPromptAnswer => LibSsh.MessageAuthIsPromptAnswer(handle) != 0;

    public bool IsKeyQuery => LibSsh.MessageAuthPublicKeyState(handle) == SignatureAbsent;

    public bool IsSignatureValid => LibSsh.MessageAuthPublicKeyState(handle) == SignatureValid;

    /// <summary>Handle of the channel a request is about.</summary>
    public nint Channel => LibSsh.MessageChannel(handle);

    public string? Subsystem => LibSsh.Text(LibSsh.MessageSubsystem(handle));

    /// <summary>The offered password; the caller wipes the copy.</summary>
    public byte[] CopyPassword() => LibSsh.Bytes(LibSsh.MessageAuthPassword(handle)) ?? [];

    /// <summary>The offered public key blob (RFC 4253 §6.6); empty when libssh cannot write it.</summary>
    public byte[] CopyPublicKey()
    {
        nint key = LibSsh.MessageAuthPublicKey(handle);
        return key == 0 ? [] : NativeKey.ExportPublic(key);
    }

    /// <summary>The peer's maximum packet size in a channel open, where this libssh has no accessor but needs the check.</summary>
    /// <remarks>
    /// libssh up to 0.10 loops for ever when asked to write into a channel whose packets hold fewer bytes than a header takes. There
    /// is no accessor, so the field is read at its offset in the two 64-bit layouts, and only if the neighbouring fields agree with
    /// what the accessors say. Null: unknown layout.
    /// </remarks>
    public uint? PeekMaximumPacket()
    {
        const int TypeOffset = 8;
        const int PacketAfterOpenType = 12;
        if (!Environment.Is64BitProcess || *(int*)(handle + TypeOffset) != LibSsh.MessageType(handle))
        {
            return null;
        }

        int openType = LibSshVersion.Current >= LibSshVersion.V0_10 ? 64 : 56;
        return *(int*)(handle + openType) == LibSsh.MessageSubtype(handle)
            ? *(uint*)(handle + openType + PacketAfterOpenType)
            : null;
    }

    public void Refuse() => _ = LibSsh.MessageReplyDefault(handle);

    public void AcceptAuthentication() => _ = LibSsh.MessageAuthReplySuccess(handle, 0);

    public void AcceptPartially() => _ = LibSsh.MessageAuthReplySuccess(handle, 1);

    public void AcceptKeyQuery() => _ = LibSsh.MessageAuthReplyKeyOk(handle);

    public void AcceptChannelRequest() => _ = LibSsh.MessageChannelReplySuccess(handle);

    public NativeChannel? AcceptChannel()
    {
        nint channel = LibSsh.MessageChannelAccept(handle);
        return channel == 0 ? null : new NativeChannel(channel);
    }

    /// <summary>Asks one question (RFC 4256 §3.2).</summary>
    public void Prompt(string prompt, bool echo)
    {
        byte empty = 0;
        byte shown = echo ? (byte)1 : (byte)0;
        fixed (byte* text = Encoding.UTF8.GetBytes(prompt + "\0"))
        {
            byte* first = text;
            _ = LibSsh.MessageAuthPrompt(handle, &empty, &empty, 1, &first, &shown);
        }
    }

    public void Free() => LibSsh.MessageFree(handle);
}
