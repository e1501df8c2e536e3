using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Tells the service manager that started us how we are (sd_notify: datagrams to the socket in NOTIFY_SOCKET).</summary>
internal sealed class ServiceManager : IAsyncDisposable
{
    private readonly string? _socket;
    private readonly CancellationTokenSource _stop = new();
    private Task _watchdog = Task.CompletedTask;

    /// <param name="socket">Path, or @ and an abstract name; null when nobody listens.</param>
    public ServiceManager(string? socket) => _socket = string.IsNullOrEmpty(socket) ? null : socket;

    /// <summary>As the environment says.</summary>
    public static ServiceManager FromEnvironment() => new(Environment.GetEnvironmentVariable("NOTIFY_SOCKET"));

    /// <summary>Ready; from now on sends a sign of life twice per watchdog interval, as long as the agent answers.</summary>
    /// <param name="status">One line for the operator.</param>
    /// <param name="isAlive">Passes through the loops whose standstill should end the process.</param>
    public void Ready(string status, Func<CancellationToken, Task> isAlive)
    {
        Send($"READY=1\nSTATUS={status}");
        if (_socket is not null
            && long.TryParse(Environment.GetEnvironmentVariable("WATCHDOG_USEC"), CultureInfo.InvariantCulture, out var microseconds)
            && microseconds > 0)
        {
            _watchdog = WatchAsync(TimeSpan.FromMicroseconds(microseconds / 2.0), isAlive);
        }
    }

    public void Stopping() => Send("STOPPING=1");

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watchdog;
        _stop.Dispose();
    }

    private async Task WatchAsync(TimeSpan interval, Func<CancellationToken, Task> isAlive)
    {
        using var timer = new PeriodicTimer(interval);
        try
        {
            while (await timer.WaitForNextTickAsync(_stop.Token))
            {
                if (await AnswersAsync(isAlive))
                {
                    Send("WATCHDOG=1");
                }
            }
        }
        catch (OperationCanceledException)
        {
            // Stopping.
        }
    }

    private async Task<bool> AnswersAsync(Func<CancellationToken, Task> isAlive)
    {
        try
        {
            await isAlive(_stop.Token).WaitAsync(_stop.Token);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // A client that is just being replaced does not answer; one sign of life is left out, the next decides.
            return false;
        }
    }

    private void Send(string message)
    {
        if (_socket is null)
        {
            return;
        }

        try
        {
            using var socket = new Socket(AddressFamily.Unix, SocketType.Dgram, ProtocolType.Unspecified);
            var path = _socket[0] == '@' ? $"\0{_socket[1..]}" : _socket;
            socket.SendTo(Encoding.UTF8.GetBytes(message), new UnixDomainSocketEndPoint(path));
        }
        catch (SocketException)
        {
            // A service manager that went away must not take the clock with it.
        }
    }
}
