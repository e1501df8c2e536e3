using System.Net;
using System.Runtime.InteropServices;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.HostKeys;
using AcrNetconf.Transports.CallHome;
using AcrNetconf.Transports.Tls;
using AcrNetconf.Transports.Unix;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The ways into the agent. Each may be reconfigured while sessions work (<see cref="IReconfigurable{TOptions}"/>), also from listening nowhere.</summary>
internal sealed partial class TransportSet : IAsyncDisposable
{
    private readonly TlsFiles _tlsFiles;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _stop = new();
    private PosixSignalRegistration? _hangUp;
    private Task _serving = Task.CompletedTask;

    /// <exception cref="IOException">A file of certificates cannot be used; one sentence.</exception>
    public TransportSet(AgentOptions options, ISshAuthenticator users, TimeProvider time, ILoggerFactory loggers)
    {
        _logger = loggers.CreateLogger("transports");
        _tlsFiles = options.TlsFiles;
        HostKeys = new DirectoryHostKeys(Path.Combine(options.StateDirectory, "hostkeys"), loggers.CreateLogger("ssh"));
        Ssh = new SshServerTransport(new SshServerOptions { Listen = options.Listen }, users, HostKeys, time, loggers.CreateLogger<SshServerTransport>());
        Tls = new TlsServerTransport(options.Tls with { Parameters = _tlsFiles.Load(options.Tls.Parameters) }, time, loggers.CreateLogger<TlsServerTransport>());
        Unix = new UnixServerTransport(options.Unix, new HostAccounts(), time, loggers.CreateLogger<UnixServerTransport>());
        var servers = new Dictionary<CallHomeProtocol, ICallHomeServer> { [CallHomeProtocol.Ssh] = Ssh, [CallHomeProtocol.Tls] = Tls };
        CallHome = new CallHomeTransport(options.CallHome, servers, time, loggers.CreateLogger<CallHomeTransport>());
    }

    /// <summary>NETCONF over SSH, served by libssh.</summary>
    public SshServerTransport Ssh { get; }

    /// <summary>The keys it shows.</summary>
    public DirectoryHostKeys HostKeys { get; }

    /// <summary>NETCONF over TLS.</summary>
    public TlsServerTransport Tls { get; }

    /// <summary>NETCONF on the Unix socket behind the system's sshd.</summary>
    public UnixServerTransport Unix { get; }

    /// <summary>Connections we make: SSH and TLS serve them.</summary>
    public CallHomeTransport CallHome { get; }

    private IReadOnlyList<INetconfTransport> All => [Ssh, Tls, Unix, CallHome];

    /// <summary>Binds what is configured; says where, each with the name of its transport: <c>ssh 127.0.0.1:830</c>.</summary>
    /// <exception cref="IOException">It cannot be bound; one sentence.</exception>
    public async ValueTask<IReadOnlyList<string>> BindAsync(CancellationToken cancellationToken)
    {
        var places = new List<string>();
        foreach (var transport in All)
        {
            foreach (EndPoint endPoint in await transport.BindAsync(cancellationToken))
            {
                places.Add($"{transport.Name} {endPoint}");
            }
        }

        places.AddRange(CallHome.Options.Clients.Select(c => $"{CallHome.Name} {c.Name}"));
        return places;
    }

    /// <summary>Accepts from now on; SIGHUP reads files of keys and certificates again.</summary>
    /// <param name="sink">Runs the sessions.</param>
    /// <param name="between">Does something between commits, which reconfigure the same transports.</param>
    public void Start(INetconfSessionSink sink, Func<Action, Task> between)
    {
        _serving = Task.WhenAll(All.Select(t => t.RunAsync(sink, _stop.Token)));
        _hangUp = PosixSignalRegistration.Create(PosixSignal.SIGHUP, signal =>
        {
            signal.Cancel = true;
            _ = between(ReadAgain);
        });
    }

    /// <summary>Accepts no more and ends every channel in an orderly way.</summary>
    public async Task StopAsync()
    {
        _hangUp?.Dispose();
        await _stop.CancelAsync();
        await _serving;
    }

    public async ValueTask DisposeAsync()
    {
        _hangUp?.Dispose();
        foreach (var transport in All.Reverse())
        {
            await transport.DisposeAsync();
        }

        _stop.Dispose();
    }

    private void ReadAgain()
    {
        HostKeys.Reload();
        try
        {
            using var change = Tls.Prepare(Tls.Options with { Parameters = _tlsFiles.Load(Tls.Options.Parameters) });
            change.Apply();
            LogReloaded(_logger);
        }
        catch (IOException fault)
        {
            LogNotReloaded(_logger, fault.Message);
        }
    }

    [LoggerMessage(504, LogLevel.Information, "Keys, certificates and revocation lists were read again")]
    private static partial void LogReloaded(ILogger logger);

    [LoggerMessage(505, LogLevel.Error, "Certificates were not read again, the old ones stay in use: {Problem}")]
    private static partial void LogNotReloaded(ILogger logger, string problem);
}
