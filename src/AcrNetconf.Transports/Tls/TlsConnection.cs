using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using AcrNetconf.Netconf.Transport;
using AcrNetconf.Transports.Listening;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Transports.Tls;

/// <summary>One TLS connection: handshake, judgement, one NETCONF session, goodbye. One task does all of it.</summary>
[SuppressMessage("Design", "CA1001:Types that own disposable fields should be disposable", Justification = "RunAsync disposes of the socket; a token source without timer holds nothing.")]
internal sealed class TlsConnection : INewcomer
{
    private readonly long _id;
    private readonly Socket _socket;
    private readonly TlsTerms _terms;
    private readonly TimeProvider _time;
    private readonly ILogger _logger;
    private readonly CancellationTokenSource _kill = new();
    private readonly TaskCompletionSource _ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly IPEndPoint _remote;
    private readonly IPEndPoint _local;
    private CertificateVerdict? _verdict;
    private X509Certificate2? _certificate;
    private IReadOnlyList<ReadOnlyMemory<byte>> _path = [];
    private StreamChannel? _channel;
    private volatile string? _killReason;

    public TlsConnection(long id, Socket socket, TlsTerms terms, TimeSpan since, TimeProvider time, ILogger logger)
    {
        _id = id;
        _socket = socket;
        _terms = terms;
        _time = time;
        _logger = logger;
        _remote = PlainAddress.Of(socket.RemoteEndPoint);
        _local = PlainAddress.Of(socket.LocalEndPoint);
        Since = since;
    }

    /// <inheritdoc/>
    public bool IsStartup { get; private set; } = true;

    /// <inheritdoc/>
    public TimeSpan Since { get; }

    /// <inheritdoc/>
    public IPAddress Source => _remote.Address;

    /// <summary>Completes when the connection is over.</summary>
    public Task Completion => _ended.Task;

    /// <summary>Why it ended; set when <see cref="Completion"/> is.</summary>
    public string EndReason { get; private set; } = "";

    private TlsServerOptions Options => _terms.Options;

    private TlsParameters Parameters => _terms.Door.Parameters;

    /// <inheritdoc/>
    public void Kill(string reason)
    {
        _killReason ??= reason;
        _channel?.Abort(reason);
        _ = _kill.CancelAsync();
    }

    /// <returns>True when a user logged in.</returns>
    public async Task<bool> RunAsync(INetconfSessionSink sink, Action authenticated)
    {
        var loggedIn = false;
        try
        {
            Tune();
            await using var stream = new SslStream(new NetworkStream(_socket, ownsSocket: true), leaveInnerStreamOpen: false);
            if (await HandshakeAsync(stream) is { } peer)
            {
                loggedIn = true;
                authenticated();
                await ServeAsync(stream, peer, sink);
            }
        }
        catch (Exception exception) when (exception is IOException or SocketException)
        {
            EndReason = exception.Message; // reset before anything was said
        }
        catch (Exception exception)
        {
            // One broken connection must not take the server down: it is closed, its session was told.
            Log.TlsFailed(_logger, exception, _id, _remote);
            EndReason = "internal error";
        }

        IsStartup = false;
        _socket.Dispose();
        _certificate?.Dispose();
        _ended.SetResult();
        return loggedIn;
    }

    private void Tune()
    {
        _socket.NoDelay = true;
        _socket.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive, true);
        var seconds = Math.Max(1, (int)Options.Limits.KeepaliveInterval.TotalSeconds);
        _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime, seconds);
        _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval, seconds);
        _socket.SetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount, Options.Limits.KeepaliveCount);
    }

    /// <returns>Who is there; null when the connection must be closed.</returns>
    private async Task<PeerInfo?> HandshakeAsync(SslStream stream)
    {
        using var patience = new CancellationTokenSource(Options.Limits.LoginGrace, _time);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, _kill.Token);
        try
        {
            await stream.AuthenticateAsServerAsync(Handshake(), limit.Token);
        }
        catch (Exception exception) when (exception is AuthenticationException or IOException or OperationCanceledException or SocketException)
        {
            EndReason = (_verdict as CertificateVerdict.Refused)?.Reason ?? _killReason
                ?? (patience.IsCancellationRequested ? "login grace time is over" : exception.InnerException?.Message ?? exception.Message);
            ReportRefusal();
            return null;
        }

        IsStartup = false;
        if (_verdict is not CertificateVerdict.Accepted accepted)
        {
            EndReason = (_verdict as CertificateVerdict.Refused)?.Reason ?? "the client has no certificate";
            ReportRefusal();
            return null;
        }

        var fingerprint = TlsFingerprint.Of(_certificate!).Text; // accepted: there is one
        Log.TlsLoggedIn(
            _logger, _id, accepted.User, _remote, _certificate!.Subject, fingerprint, accepted.Entry, stream.SslProtocol.ToString(), stream.NegotiatedCipherSuite.ToString());
        return new PeerInfo(accepted.User, "certificate", "netconf-tls", _remote, _local, _id, fingerprint)
        {
            IsRecovery = Options.RecoveryUsers.Contains(accepted.User),
            IdleTimeout = _terms.Caller?.IdleTimeout,
            Transport = "tls",
            CalledClient = _terms.Caller?.Client,
            Certificates = _path,
        };
    }

    private SslServerAuthenticationOptions Handshake() => new()
    {
        ServerCertificateContext = _terms.Door.Identity,
        ClientCertificateRequired = true,
        EnabledSslProtocols = Protocols(Parameters.Versions),
        AllowRenegotiation = false,
        AllowTlsResume = false, // a resumed session would bring a certificate that nobody looked at again
        CertificateChainPolicy = Parameters.Trust.MakePolicy(_time.GetUtcNow()),
        RemoteCertificateValidationCallback = Judge,
    };

    [SuppressMessage("Security", "CA5398:Avoid hardcoded SslProtocols values", Justification = "RFC 7589 and RFC 9325 name the versions; which of them is the operator's choice.")]
    private static SslProtocols Protocols(TlsVersions versions) => versions switch
    {
        TlsVersions.Tls12 => SslProtocols.Tls12,
        TlsVersions.Tls13 => SslProtocols.Tls13,
        _ => SslProtocols.Tls12 | SslProtocols.Tls13,
    };

    private bool Judge(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _certificate = certificate is null ? null : X509CertificateLoader.LoadCertificate(certificate.GetRawCertData());
        _path = [.. chain?.ChainElements.Select(e => new ReadOnlyMemory<byte>(e.Certificate.RawData)) ?? []];
        _verdict = CertificateJudge.Judge(_certificate, chain, Parameters.Trust, Parameters.CertToName, _time.GetUtcNow());
        return _verdict is CertificateVerdict.Accepted;
    }

    private async Task ServeAsync(SslStream stream, PeerInfo peer, INetconfSessionSink sink)
    {
        var channel = new StreamChannel(stream, peer, _logger);
        _channel = channel;
        if (_killReason is { } reason)
        {
            channel.Abort(reason);
        }

        // RFC 7589 §4: close_notify before the connection is closed.
        await channel.RunAsync(sink, stream.ShutdownAsync, Options.Limits.CloseGrace);
        EndReason = channel.CutReason ?? "the session is over";
        Log.Ended(_logger, _id, _remote, EndReason);
    }

    // One line says who was refused and why: it is the audit trail. Peers that never came to show a certificate are noise.
    private void ReportRefusal()
    {
        if (_verdict is CertificateVerdict.Refused)
        {
            Log.TlsRefused(_logger, _id, _remote, EndReason, _certificate?.Subject ?? "-", _certificate is null ? "-" : TlsFingerprint.Of(_certificate).Text);
        }
        else
        {
            Log.StartupEnded(_logger, _id, _remote, EndReason);
        }
    }
}
