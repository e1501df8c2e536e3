using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.HostKeys;
using Microsoft.Extensions.Logging.Abstractions;

namespace AcrNetconf.Interop.Ssh;

/// <summary>A server on a free loopback port with the user "admin", a sink of choice, and a directory of its own.</summary>
internal sealed class ServerFixture : IAsyncDisposable
{
    public const string User = "admin";
    public const string Password = "correct horse";
    private const int CheapIterations = 1000;

    private static readonly Lazy<string> s_hostKeys = new(() => Directory.CreateTempSubdirectory("acr-hostkeys-").FullName);

    private readonly CancellationTokenSource _stop = new();
    private readonly LocalUsersAuthenticator _users;
    private Task _running = Task.CompletedTask;

    private ServerFixture(SshLimits limits, DirectoryInfo directory, ISshAuthenticator? authenticator)
    {
        Work = directory;
        string publicKey = Tool.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "", "-f", KeyFile).Code == 0
            ? File.ReadAllText(KeyFile + ".pub")
            : throw new InvalidOperationException("ssh-keygen failed");
        LocalUser withKey = LocalUser.WithKeys(User, [publicKey]);
        PasswordHash hash = PasswordHash.Create(System.Text.Encoding.UTF8.GetBytes(Password), CheapIterations);
        _users = new LocalUsersAuthenticator([withKey with { Password = hash }], TimeProvider.System, CheapIterations);
        var options = new SshServerOptions { Listen = [new IPEndPoint(IPAddress.Loopback, 0), new IPEndPoint(IPAddress.IPv6Loopback, 0)], Limits = limits };
        HostKeys = new DirectoryHostKeys(s_hostKeys.Value, NullLogger.Instance);
        Transport = new SshServerTransport(options, authenticator ?? _users, HostKeys, TimeProvider.System, Logger);
    }

    public SshServerTransport Transport { get; }

    public MemoryLogger Logger { get; } = new();

    public DirectoryHostKeys HostKeys { get; }

    public DirectoryInfo Work { get; }

    public string KeyFile => Path.Combine(Work.FullName, "user_key");

    public int Port { get; private set; }

    public int Port6 { get; private set; }

    public SshServerStatus Status => Transport.Status;

    public static async Task<ServerFixture> StartAsync(INetconfSessionSink sink, SshLimits? limits = null, ISshAuthenticator? authenticator = null)
    {
        var fixture = new ServerFixture(limits ?? new SshLimits(), Directory.CreateTempSubdirectory("acr-ssh-"), authenticator);
        IReadOnlyList<EndPoint> bound = await fixture.Transport.BindAsync(CancellationToken.None);
        fixture.Port = ((IPEndPoint)bound[0]).Port;
        fixture.Port6 = ((IPEndPoint)bound[1]).Port;
        fixture._running = fixture.Transport.RunAsync(sink, fixture._stop.Token);
        return fixture;
    }

    /// <summary>Arguments of an OpenSSH client that logs in with the key and asks for the subsystem.</summary>
    public string[] OpenSshArguments(params string[] extra) =>
    [
        "-F", "none", "-p", $"{Port}", "-i", KeyFile, "-o", "IdentitiesOnly=yes", "-o", "BatchMode=yes", "-o", "StrictHostKeyChecking=no",
        "-o", $"UserKnownHostsFile={Path.Combine(Work.FullName, "known_hosts")}", "-o", "LogLevel=INFO", .. extra, $"{User}@127.0.0.1", "-s", "netconf",
    ];

    public Task<ToolResult> PeerAsync(string command, params string[] arguments) => Tool.RunAsync(Tool.Python, PeerArguments(command, arguments));

    /// <summary>Starts a peer and waits for its line "ready". The caller ends it.</summary>
    public async Task<Process> StartPeerAsync(string command, params string[] arguments)
    {
        Process peer = Tool.Start(Tool.Python, PeerArguments(command, arguments));
        string? line = await peer.StandardOutput.ReadLineAsync();
        return line == "ready" ? peer : throw new InvalidOperationException($"{command}: {line} {await peer.StandardError.ReadToEndAsync()}");
    }

    /// <summary>Waits, at most some seconds, until the server looks as wanted; returns whether it did.</summary>
    public async Task<bool> BecomesAsync(Predicate<SshServerStatus> wanted)
    {
        long start = Stopwatch.GetTimestamp();
        while (!wanted(Status) && Stopwatch.GetElapsedTime(start) < TimeSpan.FromSeconds(10))
        {
            await Task.Delay(5);
        }

        return wanted(Status);
    }

    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, Port);
        return socket;
    }

    private string[] PeerArguments(string command, string[] arguments) =>
        [Path.Combine(AppContext.BaseDirectory, "Ssh", "ssh_peer.py"), command, $"{Port}", User, Password, KeyFile, .. arguments];

    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _running;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        await Transport.DisposeAsync();
        _users.Dispose();
        _stop.Dispose();
        Work.Delete(recursive: true);
    }
}
