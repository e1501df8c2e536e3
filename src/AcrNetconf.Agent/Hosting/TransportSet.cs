using System.Net;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.HostKeys;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The ways into the agent. Each may be reconfigured while sessions work (<see cref="IReconfigurable{TOptions}"/>), also from listening nowhere.</summary>
internal sealed class TransportSet : IAsyncDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private Task _serving = Task.CompletedTask;

    public TransportSet(AgentOptions options, ISshAuthenticator users, TimeProvider time, ILoggerFactory loggers)
    {
        HostKeys = new DirectoryHostKeys(Path.Combine(options.StateDirectory, "hostkeys"), loggers.CreateLogger("ssh"));
        Ssh = new SshServerTransport(new SshServerOptions { Listen = options.Listen }, users, HostKeys, time, loggers.CreateLogger<SshServerTransport>());
    }

    /// <summary>NETCONF over SSH, served by libssh.</summary>
    public SshServerTransport Ssh { get; }

    /// <summary>The keys it shows.</summary>
    public DirectoryHostKeys HostKeys { get; }

    private IReadOnlyList<INetconfTransport> All => [Ssh];

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

        return places;
    }

    /// <summary>Accepts from now on.</summary>
    public void Start(INetconfSessionSink sink) => _serving = Task.WhenAll(All.Select(t => t.RunAsync(sink, _stop.Token)));

    /// <summary>Accepts no more and ends every channel in an orderly way.</summary>
    public async Task StopAsync()
    {
        await _stop.CancelAsync();
        await _serving;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var transport in All.Reverse())
        {
            await transport.DisposeAsync();
        }

        _stop.Dispose();
    }
}
