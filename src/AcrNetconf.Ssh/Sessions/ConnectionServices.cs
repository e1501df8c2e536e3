using System.Net;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Ssh.Authentication;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Ssh.Sessions;

/// <summary>What all connections of one server share. Thread-safe.</summary>
internal sealed class ConnectionServices(
    SshServerOptions options, ISshAuthenticator authenticator, INetconfSessionSink sink, SessionPoller poller, ConnectionGate gate, TimeProvider timeProvider, ILogger logger)
{
    private readonly long _start = timeProvider.GetTimestamp();
    private long _authenticationFailures;

    public SshServerOptions Options => options;

    public ISshAuthenticator Authenticator => authenticator;

    public INetconfSessionSink Sink => sink;

    public SessionPoller Poller => poller;

    public ConnectionGate Gate => gate;

    public ILogger Logger => logger;

    /// <summary>Time since the server started; never goes back.</summary>
    public TimeSpan Now => timeProvider.GetElapsedTime(_start);

    public long AuthenticationFailures => Volatile.Read(ref _authenticationFailures);

    public void CountAuthenticationFailures(int count) => Interlocked.Add(ref _authenticationFailures, count);

    /// <summary>An address as an operator knows it: IPv4 that came in through a dual socket is IPv4.</summary>
    public static IPEndPoint Plain(EndPoint? endPoint) =>
        endPoint is IPEndPoint ip
            ? new IPEndPoint(ip.Address.IsIPv4MappedToIPv6 ? ip.Address.MapToIPv4() : ip.Address, ip.Port)
            : new IPEndPoint(IPAddress.None, 0);
}
