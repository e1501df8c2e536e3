using System.Diagnostics.CodeAnalysis;
using System.Net.Sockets;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Unix;

/// <summary>One listening Unix socket with its file and accept loop.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "CloseAsync disposes of the socket; a token source without timer holds nothing.")]
internal sealed class UnixListener
{
    private const int Backlog = 128;

    private static readonly TimeSpan s_retry = TimeSpan.FromMilliseconds(100);

    private readonly Socket _socket;
    private readonly CancellationTokenSource _stop = new();
    private Task _accepting = Task.CompletedTask;

    private UnixListener(Socket socket, string path)
    {
        _socket = socket;
        Path = path;
        EndPoint = new UnixDomainSocketEndPoint(path);
    }

    public string Path { get; }

    public UnixDomainSocketEndPoint EndPoint { get; }

    /// <exception cref="IOException">It cannot be listened on; one sentence.</exception>
    public static UnixListener Open(string path, UnixServerOptions options, IUnixAccounts accounts)
    {
        var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            RemoveStale(path);
            socket.Bind(new UnixDomainSocketEndPoint(path));
            Protect(path, options, accounts);
            socket.Listen(Backlog); // from here on somebody can connect
            return new UnixListener(socket, path);
        }
        catch (Exception fault) when (fault is SocketException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            socket.Dispose();
            throw new IOException($"netconf-unix: cannot listen on {path}: {fault.Message}", fault);
        }
    }

    /// <summary>Sets owner group and mode.</summary>
    /// <exception cref="IOException">The host refuses.</exception>
    public static void Protect(string path, UnixServerOptions options, IUnixAccounts accounts)
    {
        if (options.Group is { } group)
        {
            accounts.GiveToGroup(path, group);
        }

        File.SetUnixFileMode(path, options.Mode);
    }

    public void Start(Action<Socket> accepted, TimeProvider time, ILogger logger) => _accepting = AcceptAsync(accepted, time, logger);

    /// <summary>Accepts no more and removes the file.</summary>
    public async Task CloseAsync()
    {
        await _stop.CancelAsync();
        await _accepting;
        _socket.Dispose();
        File.Delete(Path);
    }

    // A socket file outlives its process. One that nobody answers on is litter; one that somebody does is another agent.
    private static void RemoveStale(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var probe = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        try
        {
            probe.Connect(new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException refusal) when (refusal.SocketErrorCode == SocketError.ConnectionRefused && IsSocket(path))
        {
            File.Delete(path);
            return;
        }

        throw new IOException("somebody listens there already");
    }

    private static bool IsSocket(string path) => (File.GetAttributes(path) & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == 0 && new FileInfo(path).Length == 0;

    private async Task AcceptAsync(Action<Socket> accepted, TimeProvider time, ILogger logger)
    {
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                accepted(await _socket.AcceptAsync(_stop.Token));
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (SocketException exception)
            {
                Log.AcceptFailed(logger, EndPoint, exception.Message);
                await Task.Delay(s_retry, time, CancellationToken.None);
            }
        }
    }
}
