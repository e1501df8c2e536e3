using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Transports.Listening;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh.Sessions;

/// <summary>What all connections of one server share. Thread-safe.</summary>
internal sealed class ConnectionServices(
    SshServerOptions options, ISshAuthenticator authenticator, INetconfSessionSink sink, SessionPoller poller, ConnectionGate gate, TimeProvider timeProvider, ILogger logger)
{
    private readonly long _start = timeProvider.GetTimestamp();
    private volatile SshServerOptions _options = options;
    private long _authenticationFailures;

    /// <summary>The options in force; a connection keeps those it began with.</summary>
    public SshServerOptions Options
    {
        get => _options;
        set => _options = value;
    }

    public ISshAuthenticator Authenticator => authenticator;

    public INetconfSessionSink Sink => sink;

    public SessionPoller Poller => poller;

    public ConnectionGate Gate => gate;

    public ILogger Logger => logger;

    /// <summary>Time since the server started; never goes back.</summary>
    public TimeSpan Now => timeProvider.GetElapsedTime(_start);

    public long AuthenticationFailures => Volatile.Read(ref _authenticationFailures);

    public void CountAuthenticationFailures(int count) => Interlocked.Add(ref _authenticationFailures, count);
}
