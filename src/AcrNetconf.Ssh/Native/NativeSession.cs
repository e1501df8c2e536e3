using System.Runtime.InteropServices;

namespace AcrNetconf.Ssh.Native;

/// <summary>One ssh_session with its private ssh_event and byte counters.</summary>
/// <remarks>
/// Not thread-safe: every member is called only by the one owner of the session, inside its turn. A shared event for several
/// sessions is deliberately not offered: there, one session's end of file fails the poll of another.
/// </remarks>
internal sealed unsafe class NativeSession
{
    private static long s_created;
    private static long s_freed;

    private readonly LibSsh.Counters* _counters;
    private nint _session;
    private nint _event;

    private NativeSession(nint session)
    {
        _session = session;
        _counters = (LibSsh.Counters*)NativeMemory.AllocZeroed(2, (nuint)sizeof(LibSsh.Counters));
        LibSsh.SetCounters(session, _counters, _counters + 1);
        Interlocked.Increment(ref s_created);
    }

    /// <summary>Sessions of this process ever created; equals <see cref="Freed"/> when none is alive.</summary>
    public static long Created => Volatile.Read(ref s_created);

    public static long Freed => Volatile.Read(ref s_freed);

    public bool IsConnected => LibSsh.IsConnected(_session) != 0;

    /// <summary>libssh holds bytes the socket would not take yet.</summary>
    public bool HasUnsent => (LibSsh.GetPollFlags(_session) & LibSsh.WritePending) != 0;

    public ulong SocketBytesIn => _counters->InBytes;

    public ulong SocketBytesOut => _counters->OutBytes;

    public ulong PayloadBytesOut => _counters[1].OutBytes;

    public ulong PayloadPacketsOut => _counters[1].OutPackets;

    public string Error => LibSsh.Text(LibSsh.GetError(_session)) ?? "";

    public string ClientIdentification => LibSsh.Text(LibSsh.GetClientBanner(_session)) ?? "";

    /// <summary>Negotiated key exchange, cipher and MAC, for the log.</summary>
    public string Negotiated =>
        $"{LibSsh.Text(LibSsh.GetKeyExchange(_session))} {LibSsh.Text(LibSsh.GetCipherOut(_session))} {LibSsh.Text(LibSsh.GetMacOut(_session))}";

    /// <summary>Takes over a connected, non-blocking descriptor and starts the handshake. Null on failure; the descriptor is closed then.</summary>
    public static NativeSession? Start(NativeBind bind, int fd, SshAuthMethods methods, ulong rekeyBytes, uint rekeySeconds)
    {
        var native = new NativeSession(LibSsh.New());
        if (native.Begin(bind, fd, methods, rekeyBytes, rekeySeconds))
        {
            return native;
        }

        native.Free();
        return null;
    }

    /// <summary>Reads and writes what the socket allows.</summary>
    /// <returns>True when something happened and more may be waiting.</returns>
    public bool Poll() => LibSsh.EventPoll(_event, 0) >= 0;

    /// <summary>The next request of the peer; the caller frees it, before any channel it names is freed.</summary>
    public NativeMessage? NextMessage()
    {
        nint message = LibSsh.MessageGet(_session);
        return message == 0 ? null : new NativeMessage(message);
    }

    public void SetAuthMethods(SshAuthMethods methods) => LibSsh.SetAuthMethods(_session, (int)methods);

    /// <summary>The answer to the one prompt we sent; null unless exactly one came back. The caller wipes it.</summary>
    public byte[]? TakePromptAnswer() =>
        LibSsh.PromptAnswerCount(_session) == 1 ? LibSsh.Bytes(LibSsh.PromptAnswer(_session, 0)) : null;

    public void SendKeepalive() => _ = LibSsh.SendKeepalive(_session);

    public void SendIssueBanner(string text)
    {
        nint chars = LibSsh.StringFrom(text);
        _ = LibSsh.SendIssueBanner(_session, chars);
        LibSsh.StringFree(chars);
    }

    public void Disconnect() => LibSsh.Disconnect(_session);

    /// <summary>Frees everything. Order matters: event, session, counters; channels and messages must be gone already.</summary>
    public void Free()
    {
        if (_session == 0)
        {
            return;
        }

        if (_event != 0)
        {
            _ = LibSsh.EventRemoveSession(_event, _session);
            LibSsh.EventFree(_event);
            _event = 0;
        }

        LibSsh.Free(_session);
        _session = 0;
        NativeMemory.Free(_counters);
        Interlocked.Increment(ref s_freed);
    }

    private bool Begin(NativeBind bind, int fd, SshAuthMethods methods, ulong rekeyBytes, uint rekeySeconds)
    {
        uint no = 0;
        _ = LibSsh.OptionsSet(_session, LibSsh.SessionOption.ProcessConfig, &no);
        _ = LibSsh.OptionsSet(_session, LibSsh.SessionOption.CompressionIn, "none");
        _ = LibSsh.OptionsSet(_session, LibSsh.SessionOption.CompressionOut, "none");
        _ = LibSsh.OptionsSet(_session, LibSsh.SessionOption.RekeyBytes, &rekeyBytes);
        _ = LibSsh.OptionsSet(_session, LibSsh.SessionOption.RekeySeconds, &rekeySeconds);
        if (!bind.Accept(_session, fd))
        {
            // It fails before or after it takes the descriptor. Later failures close it themselves, and a second close would hit whoever
            // has got the number since.
            if (LibSsh.GetFd(_session) != fd)
            {
                _ = LibC.Close(fd);
            }

            return false;
        }

        LibSsh.SetBlocking(_session, 0);
        SetAuthMethods(methods);
        if (LibSsh.HandleKeyExchange(_session) == LibSsh.Error)
        {
            return false;
        }

        _event = LibSsh.EventNew();
        return LibSsh.EventAddSession(_event, _session) == LibSsh.Ok;
    }
}
