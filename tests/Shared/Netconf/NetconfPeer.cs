using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace AcrNetconf.Testing.Netconf;

/// <summary>A NETCONF client on a blocking libssh channel: one request, one reply, or raw bytes for those who want to misbehave.</summary>
/// <remarks>One thread at a time. All waits are bounded.</remarks>
[SuppressMessage("Usage", "CA2216:Disposable types should declare finalizer", Justification = "A finalizer would talk to the network; every test disposes of its peers.")]
internal sealed unsafe class NetconfPeer : IDisposable
{
    public const string BaseNamespace = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private const int LoginSeconds = 30;
    private const int WindowBytes = 64 * 1024;

    private readonly byte[] _window = new byte[WindowBytes];
    private nint _session;
    private nint _channel;
    private int _start;
    private int _end;
    private byte[] _message = new byte[WindowBytes];
    private int _length;
    private int _nextId;

    private NetconfPeer()
    {
    }

    /// <summary>The server's hello.</summary>
    public string Hello { get; private set; } = string.Empty;

    /// <summary>session-id of the hello.</summary>
    public uint SessionId { get; private set; }

    /// <summary>True when chunks are used.</summary>
    public bool IsBase11 { get; private set; }

    /// <summary>Longest wait for a reply.</summary>
    public int TimeoutMilliseconds { get; set; } = 60_000;

    /// <summary>Connects, logs in, opens the subsystem and exchanges hellos.</summary>
    /// <exception cref="IOException">Any of it failed; one sentence.</exception>
    public static NetconfPeer Connect(SshTarget target, bool base11 = true)
    {
        var peer = Open(target);
        try
        {
            peer.Greet(base11);
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <summary>Connects as far as the subsystem; no hello is sent or read.</summary>
    public static NetconfPeer Open(SshTarget target)
    {
        var peer = new NetconfPeer();
        try
        {
            peer.LogIn(target);
            return peer;
        }
        catch
        {
            peer.Dispose();
            throw;
        }
    }

    /// <summary>Reads the server's hello and sends one.</summary>
    public void Greet(bool base11)
    {
        var capability = base11 ? "<capability>urn:ietf:params:netconf:base:1.1</capability>" : string.Empty;
        Send($"<hello xmlns=\"{BaseNamespace}\"><capabilities><capability>urn:ietf:params:netconf:base:1.0</capability>{capability}</capabilities></hello>");
        Hello = Receive();
        var id = Hello.IndexOf("<session-id>", StringComparison.Ordinal);
        SessionId = id < 0 ? 0 : uint.Parse(Hello[(id + 12)..Hello.IndexOf("</session-id>", StringComparison.Ordinal)], CultureInfo.InvariantCulture);
        IsBase11 = base11 && Hello.Contains("urn:ietf:params:netconf:base:1.1", StringComparison.Ordinal);
    }

    /// <summary>Sends an operation and returns the whole reply.</summary>
    public string Rpc(string operation)
    {
        SendRpc(operation);
        return Receive();
    }

    /// <summary>Sends an operation that must succeed.</summary>
    /// <exception cref="InvalidOperationException">The reply is an error.</exception>
    public string MustSucceed(string operation)
    {
        var reply = Rpc(operation);
        return reply.Contains("<rpc-error", StringComparison.Ordinal) ? throw new InvalidOperationException($"{operation[..Math.Min(200, operation.Length)]}: {reply}") : reply;
    }

    /// <summary>Sends an operation without waiting.</summary>
    public void SendRpc(string operation)
        => Send(string.Create(CultureInfo.InvariantCulture, $"<rpc xmlns=\"{BaseNamespace}\" message-id=\"{++_nextId}\">{operation}</rpc>"));

    /// <summary>Sends one message in the framing agreed.</summary>
    public void Send(string message)
    {
        var length = Encoding.UTF8.GetByteCount(message);
        var framed = IsBase11
            ? string.Create(CultureInfo.InvariantCulture, $"\n#{length}\n{message}\n##\n")
            : message + "]]>]]>";
        SendRaw(Encoding.UTF8.GetBytes(framed));
    }

    /// <summary>Sends bytes as they are.</summary>
    /// <exception cref="IOException">The server has hung up.</exception>
    public void SendRaw(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            fixed (byte* data = bytes)
            {
                var written = LibSshClient.Write(_channel, data, (uint)bytes.Length);
                if (written <= 0)
                {
                    throw new IOException($"cannot send: {Fault()}");
                }

                bytes = bytes[written..];
            }
        }
    }

    /// <summary>The next message as text.</summary>
    public string Receive() => Encoding.UTF8.GetString(ReceiveBytes().Span);

    /// <summary>The next message; valid until the next call.</summary>
    /// <exception cref="IOException">The session ended.</exception>
    /// <exception cref="TimeoutException">Nothing came in time.</exception>
    public ReadOnlyMemory<byte> ReceiveBytes()
    {
        _length = 0;
        if (IsBase11)
        {
            ReadChunks();
        }
        else
        {
            ReadToMarker();
        }

        return _message.AsMemory(0, _length);
    }

    /// <summary>Waits until the server closes the session; false when it is still open after the time given.</summary>
    public bool WaitForEnd(int timeoutMilliseconds)
    {
        var deadline = Environment.TickCount64 + timeoutMilliseconds;
        while (true)
        {
            var left = (int)Math.Max(0, deadline - Environment.TickCount64);
            var count = Read(left);
            if (count < 0)
            {
                return true;
            }

            if (count == 0)
            {
                return false;
            }

            _start = _end = 0;
        }
    }

    /// <summary>Drops the connection without a word: neither close-session nor an SSH goodbye.</summary>
    public void Cut()
    {
        if (_session != 0)
        {
            using var socket = new System.Net.Sockets.Socket(new System.Net.Sockets.SafeSocketHandle(LibSshClient.GetFd(_session), ownsHandle: false));
            socket.Shutdown(System.Net.Sockets.SocketShutdown.Both);
        }
    }

    public void Dispose()
    {
        if (_channel != 0)
        {
            LibSshClient.ChannelFree(_channel);
            _channel = 0;
        }

        if (_session != 0)
        {
            LibSshClient.Disconnect(_session);
            LibSshClient.Free(_session);
            _session = 0;
        }
    }

    private void LogIn(SshTarget target)
    {
        _session = LibSshClient.New();
        var port = (uint)target.Port;
        long timeout = LoginSeconds;
        var off = 0;
        var on = 1;
        LibSshClient.SetNumber(_session, LibSshClient.OptionProcessConfig, &off);
        LibSshClient.SetText(_session, LibSshClient.OptionHost, "127.0.0.1");
        LibSshClient.SetNumber(_session, LibSshClient.OptionPort, &port);
        LibSshClient.SetText(_session, LibSshClient.OptionUser, target.User);
        LibSshClient.SetNumber(_session, LibSshClient.OptionTimeout, &timeout);
        LibSshClient.SetNumber(_session, LibSshClient.OptionNoDelay, &on);
        if (LibSshClient.Connect(_session) != 0)
        {
            throw new IOException($"cannot connect: {Fault()}");
        }

        if (LibSshClient.ImportKey(target.KeyFile, 0, 0, 0, out var key) != 0)
        {
            throw new IOException($"cannot read {target.KeyFile}");
        }

        var login = LibSshClient.LoginByKey(_session, 0, key);
        LibSshClient.KeyFree(key);
        if (login != 0)
        {
            throw new IOException($"login as {target.User} was refused: {Fault()}");
        }

        _channel = LibSshClient.ChannelNew(_session);
        if (LibSshClient.ChannelOpen(_channel) != 0 || LibSshClient.RequestSubsystem(_channel, "netconf") != 0)
        {
            throw new IOException($"no subsystem netconf: {Fault()}");
        }
    }

    private string Fault() => Marshal.PtrToStringUTF8(LibSshClient.GetError(_session)) is { Length: > 0 } text ? text : "the connection is gone";

    private void ReadChunks()
    {
        while (true)
        {
            Expect((byte)'\n');
            Expect((byte)'#');
            var size = 0;
            var digit = NextByte();
            if (digit == '#')
            {
                Expect((byte)'\n');
                return;
            }

            for (; digit != '\n'; digit = NextByte())
            {
                size = digit is >= (byte)'0' and <= (byte)'9' ? checked((size * 10) + digit - '0') : throw new IOException($"chunk size has the byte {digit}");
            }

            Take(size);
        }
    }

    private void Take(int size)
    {
        Reserve(size);
        while (size > 0)
        {
            if (_start == _end)
            {
                Fill();
            }

            var part = Math.Min(size, _end - _start);
            _window.AsSpan(_start, part).CopyTo(_message.AsSpan(_length));
            _length += part;
            _start += part;
            size -= part;
        }
    }

    private void ReadToMarker()
    {
        while (true)
        {
            Reserve(1);
            _message[_length++] = NextByte();
            if (_message[_length - 1] == '>' && _message.AsSpan(0, _length).EndsWith("]]>]]>"u8))
            {
                _length -= 6;
                return;
            }
        }
    }

    private void Reserve(int size)
    {
        if (_message.Length - _length < size)
        {
            Array.Resize(ref _message, Math.Max(_message.Length * 2, _length + size));
        }
    }

    private void Expect(byte wanted)
    {
        var found = NextByte();
        if (found != wanted)
        {
            throw new IOException($"byte {found} where {wanted} is due in the framing");
        }
    }

    private byte NextByte()
    {
        if (_start == _end)
        {
            Fill();
        }

        return _window[_start++];
    }

    private void Fill()
    {
        _start = _end = 0;
        switch (Read(TimeoutMilliseconds))
        {
            case < 0:
                throw new IOException($"the server closed the session: {Fault()}");
            case 0:
                throw new TimeoutException($"no reply within {TimeoutMilliseconds} ms");
        }
    }

    /// <summary>Reads into the window; 0 when the time is over, -1 at the end of the session.</summary>
    private int Read(int timeoutMilliseconds)
    {
        int count;
        fixed (byte* data = _window)
        {
            count = LibSshClient.Read(_channel, data + _end, (uint)(WindowBytes - _end), 0, timeoutMilliseconds);
        }

        if (count > 0)
        {
            _end += count;
            return count;
        }

        return count < 0 || LibSshClient.IsEof(_channel) != 0 || LibSshClient.IsClosed(_channel) != 0 ? -1 : 0;
    }
}
