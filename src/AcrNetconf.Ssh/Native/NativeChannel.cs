using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace AcrNetconf.Ssh.Native;

/// <summary>One ssh_channel, with the one fact libssh tells only by callback: whether the peer has sent CLOSE.</summary>
/// <remarks>
/// A channel may be given back to libssh only after the peer's CLOSE (or together with its session): libssh frees a channel that
/// was given back as soon as CLOSE arrives, even if a queued request in front of it still names the channel.
/// </remarks>
internal sealed unsafe class NativeChannel
{
    private readonly nint _channel;
    private readonly CloseWatch* _watch;

    public NativeChannel(nint channel)
    {
        _channel = channel;
        _watch = (CloseWatch*)NativeMemory.AllocZeroed((nuint)sizeof(CloseWatch));
        _watch->Size = (nuint)((byte*)&_watch->IsClosed - (byte*)_watch);
        _watch->UserData = &_watch->IsClosed;
        _watch->OnClose = &Closed;
        _ = LibSsh.ChannelSetCallbacks(channel, _watch);
    }

    /// <summary>True from the moment the peer's CLOSE arrived, even while bytes before it are unread.</summary>
    public bool IsClosedByPeer => _watch->IsClosed != 0;

    /// <summary>True once the peer sent EOF or CLOSE and everything before it was read.</summary>
    public bool IsEof => LibSsh.ChannelIsEof(_channel) != 0;

    /// <summary>Bytes the peer is willing to take now.</summary>
    public uint Window => LibSsh.ChannelWindow(_channel);

    /// <summary>Bytes received and not read yet; may move packets of the session along.</summary>
    public int Unread => Math.Max(0, LibSsh.ChannelPoll(_channel, 0));

    /// <summary>As <see cref="Unread"/>, of the extended data stream that nobody reads here.</summary>
    public int UnreadExtended => Math.Max(0, LibSsh.ChannelPoll(_channel, 1));

    public bool Is(nint channel) => _channel == channel;

    /// <returns>Bytes read; 0 when none or at the end.</returns>
    public int Read(Span<byte> destination)
    {
        fixed (byte* to = destination)
        {
            return Math.Max(0, LibSsh.ChannelRead(_channel, to, (uint)destination.Length, 0));
        }
    }

    /// <returns>Bytes taken; 0 while keys are exchanged again; negative when the channel cannot be written any more.</returns>
    public int Write(ReadOnlySpan<byte> source)
    {
        fixed (byte* from = source)
        {
            return LibSsh.ChannelWrite(_channel, from, (uint)source.Length);
        }
    }

    /// <summary>Exit status 0, EOF, CLOSE: the order an orderly end has (RFC 4254 §6.10, §5.3).</summary>
    public void SendEnd()
    {
        _ = LibSsh.ChannelSendExitStatus(_channel, 0);
        _ = LibSsh.ChannelSendEof(_channel);
        Close();
    }

    public void Close() => _ = LibSsh.ChannelClose(_channel);

    /// <summary>Gives the channel back; only when <see cref="IsClosedByPeer"/> and no unread request can name it.</summary>
    public void Free()
    {
        LibSsh.ChannelFree(_channel);
        NativeMemory.Free(_watch);
    }

    /// <summary>For a channel that went away with its session.</summary>
    public void Forget() => NativeMemory.Free(_watch);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static void Closed(nint session, nint channel, int* isClosed) => *isClosed = 1;

    /// <summary>The front of struct ssh_channel_callbacks_struct; libssh looks no further than its size field says.</summary>
    [StructLayout(LayoutKind.Sequential)]
    internal struct CloseWatch
    {
        public nuint Size;
        public int* UserData;
        public nint OnData;
        public nint OnEof;
        public delegate* unmanaged[Cdecl]<nint, nint, int*, void> OnClose;
        public int IsClosed;
    }
}
