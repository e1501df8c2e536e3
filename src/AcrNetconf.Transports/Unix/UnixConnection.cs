using System.Net.Sockets;
using System.Text;
using AcrNetconf.Netconf.Transport;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Unix;

/// <summary>One connection on the Unix socket: greeting, identity, one NETCONF session.</summary>
internal sealed class UnixConnection(
    long id, Socket socket, NetworkStream stream, UnixServerOptions options, IUnixAccounts accounts, TimeProvider time, ILogger logger)
{
    private const uint Root = 0;

    /// <exception cref="IOException">The relay has gone.</exception>
    public async Task RunAsync(INetconfSessionSink sink, CancellationToken stop)
    {
        PeerCredentials credentials = PeerCredentials.Of(socket);
        string? ownName = accounts.NameOf(credentials.UserId);
        RelayGreeting? greeting = await GreetAsync(stop);
        (string? user, string? refusal) = greeting is null
            ? (null, "no relay of this agent is there")
            : RelayIdentity.Decide(credentials, ownName, greeting, options);
        if (refusal is not null)
        {
            Log.UnixRefused(logger, id, ownName ?? $"{credentials.UserId}", credentials.ProcessId, refusal);
            await SayAsync($"refused: {refusal}\n");
            return;
        }

        await SayAsync("ok\n");
        var peer = new PeerInfo(user!, "peercred", "netconf-ssh", greeting!.Remote, greeting.Local, id) // no refusal: there are both
        {
            Transport = "unix",
            IsRecovery = credentials.UserId == Root && greeting.User is null || options.RecoveryUsers.Contains(user!),
        };
        Log.UnixLoggedIn(logger, id, peer.User, ownName ?? "-", credentials.ProcessId, greeting.Remote?.ToString() ?? "-");
        await ServeAsync(peer, sink, stop);
    }

    private async ValueTask<RelayGreeting?> GreetAsync(CancellationToken stop)
    {
        using var patience = new CancellationTokenSource(options.GreetingGrace, time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, stop);
        try
        {
            return await RelayGreeting.ReadAsync(stream, limit.Token);
        }
        catch (OperationCanceledException)
        {
            return null;
        }
    }

    private async Task SayAsync(string line) => await stream.WriteAsync(Encoding.UTF8.GetBytes(line));

    private async Task ServeAsync(PeerInfo peer, INetconfSessionSink sink, CancellationToken stop)
    {
        var channel = new StreamChannel(stream, peer, logger);
        await using CancellationTokenRegistration end = stop.Register(() => channel.Abort("server stops"));
        await channel.RunAsync(sink, SayGoodbyeAsync, options.CloseGrace);
    }

    private Task SayGoodbyeAsync()
    {
        socket.Shutdown(SocketShutdown.Send);
        return Task.CompletedTask;
    }
}
