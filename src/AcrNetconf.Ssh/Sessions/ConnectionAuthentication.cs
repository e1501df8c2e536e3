using System.Net;
using System.Security.Cryptography;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Ssh.Native;
using Microsoft.Extensions.Logging;
using static AcrNetconf.Ssh.Authentication.AuthResult;

namespace AcrNetconf.Ssh.Sessions;

/// <summary>The authentication of one connection (RFC 4252): asks the authenticator, holds the request meanwhile, answers, counts.</summary>
/// <remarks>
/// Called only inside the turns of the connection. While <see cref="IsPending"/>, the session must not be polled: the held request
/// belongs to it. Bad signatures never get here: libssh drops them without an answer, and only the login grace ends such a client.
/// </remarks>
internal sealed class ConnectionAuthentication(
    NativeSession session, SshServerOptions options, ISshAuthenticator authenticator, long connectionId, IPAddress source, Action signal, ILogger logger)
    : IDisposable
{
    private const int MaxUserLength = 256;

    private readonly CancellationTokenSource _ended = new();
    private NativeMessage _held;
    private Request? _request;
    private Task<AuthResult>? _answer;
    private SshAuthMethods _methods = options.Methods;
    private string? _promptedUser;
    private string? _partialUser;
    private int _failures;
    private int _passwordFailures;
    private bool _bannerSent;

    /// <summary>A request is waiting for the authenticator.</summary>
    public bool IsPending => _answer is not null;

    /// <summary>Who logged in; null before.</summary>
    public AuthenticatedUser? User { get; private set; }

    /// <summary>Why the connection must be cut, or null.</summary>
    public string? Verdict { get; private set; }

    public int Failures => _failures;

    /// <summary>Takes one authentication request and frees or holds it.</summary>
    public void Handle(NativeMessage message)
    {
        SendBanner();
        if (User is not null || Verdict is not null || Read(message) is not { } request)
        {
            message.Refuse();
            message.Free();
            return;
        }

        Task<AuthResult> answer = AskAsync(request);
        if (answer.IsCompleted)
        {
            Reply(message, request, answer.Result);
            return;
        }

        (_held, _request, _answer) = (message, request, answer);
        answer.GetAwaiter().UnsafeOnCompleted(signal);
    }

    /// <summary>Answers the held request if the authenticator is done.</summary>
    public void Settle()
    {
        if (_answer is { IsCompleted: true } answer)
        {
            _answer = null;
            Reply(_held, _request!, answer.Result); // set together with _answer
        }
    }

    /// <summary>The connection ends: forgets the held request. Before the session is freed.</summary>
    public void Dispose()
    {
        _ended.Cancel();
        if (_answer is not null)
        {
            _answer = null;
            _held.Free();
        }

        _ended.Dispose();
    }

    private void SendBanner()
    {
        if (options.IssueBanner is { } text && !_bannerSent && LibSshVersion.Current >= LibSshVersion.V0_10)
        {
            session.SendIssueBanner(text);
        }

        _bannerSent = true;
    }

    // Null: refuse at once. "none" is how clients ask for the list of methods and does not count (RFC 4252 §5.2).
    private Request? Read(NativeMessage message)
    {
        SshAuthMethods method = message.Method;
        bool isPromptAnswer = method == SshAuthMethods.KeyboardInteractive && message.IsPromptAnswer;
        string? user = isPromptAnswer ? _promptedUser : message.User;
        _promptedUser = null;
        if ((method & _methods) == 0)
        {
            return null;
        }

        if (!IsUsable(user) || (_partialUser is not null && _partialUser != user))
        {
            Fail(isPassword: method != SshAuthMethods.PublicKey);
            return null;
        }

        var context = new AuthContext(user!, connectionId, source, _failures); // IsUsable: not null
        switch (method)
        {
            case SshAuthMethods.Password:
                return new Request(context, "password", method) { Secret = message.CopyPassword() };
            case SshAuthMethods.PublicKey when ReadKey(message) is { } key && (message.IsKeyQuery || message.IsSignatureValid):
                return new Request(context, "publickey", method) { Key = key, IsKeyQuery = message.IsKeyQuery };
            case SshAuthMethods.KeyboardInteractive:
                byte[]? secret = isPromptAnswer ? session.TakePromptAnswer() ?? [] : null;
                return new Request(context, "keyboard-interactive", method) { Secret = secret };
            default:
                Fail(isPassword: false);
                return null;
        }
    }

    private static SshPublicKey? ReadKey(NativeMessage message) =>
        SshPublicKey.TryRead(message.CopyPublicKey(), out SshPublicKey? key) ? key : null;

    private static bool IsUsable(string? user) =>
        user is { Length: > 0 and <= MaxUserLength } && !user.Any(c => char.IsControl(c) || c == '\uFFFD');

    private async Task<AuthResult> AskAsync(Request request)
    {
        try
        {
            return request.Method switch
            {
                SshAuthMethods.Password => await authenticator.PasswordAsync(request.Context, request.Secret, _ended.Token),
                // Request of this method always has a key.
                SshAuthMethods.PublicKey => await authenticator.PublicKeyAsync(request.Context, request.Key!, !request.IsKeyQuery, _ended.Token),
                _ => await authenticator.KeyboardAsync(
                    request.Context, request.Secret is { } secret ? secret.AsMemory() : default(ReadOnlyMemory<byte>?), _ended.Token),
            };
        }
        catch (OperationCanceledException)
        {
            return Deny;
        }
        catch (Exception exception)
        {
            // A broken authenticator must not let anybody in nor take the server down; the request is denied.
            Log.AuthenticatorFailed(logger, exception, request.Context.User);
            return Deny;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(request.Secret);
        }
    }

    private void Reply(NativeMessage message, Request request, AuthResult result)
    {
        switch (result)
        {
            case Accepted when request.IsKeyQuery:
                message.AcceptKeyQuery();
                break;
            case Accepted accepted:
                message.AcceptAuthentication();
                User = new AuthenticatedUser(request.Context.User, request.MethodName, request.Key?.Fingerprint, accepted.IsRecovery);
                break;
            case Partial partial when !request.IsKeyQuery && (partial.Next & options.Methods) != 0:
                _partialUser = request.Context.User;
                _methods = partial.Next & options.Methods;
                session.SetAuthMethods(_methods);
                message.AcceptPartially();
                break;
            case Prompt prompt when request is { Method: SshAuthMethods.KeyboardInteractive, Secret: null }:
                _promptedUser = request.Context.User;
                message.Prompt(prompt.Text, prompt.Echo);
                break;
            default:
                message.Refuse();
                bool isPassword = request.Method != SshAuthMethods.PublicKey;
                Fail(isPassword);
                if (isPassword)
                {
                    Log.PasswordRefused(logger, connectionId, source, request.Context.User, request.MethodName);
                }
                else
                {
                    Log.KeyRefused(logger, connectionId, source, request.Context.User, request.Key?.Fingerprint ?? "-");
                }

                break;
        }

        message.Free();
    }

    private void Fail(bool isPassword)
    {
        _failures++;
        _passwordFailures += isPassword ? 1 : 0;
        if (_failures >= options.Limits.MaxAuthAttempts || _passwordFailures >= options.Limits.MaxPasswordAttempts)
        {
            Verdict = "too many authentication failures";
        }
    }

    private sealed record Request(AuthContext Context, string MethodName, SshAuthMethods Method)
    {
        public byte[]? Secret { get; init; }

        public SshPublicKey? Key { get; init; }

        public bool IsKeyQuery { get; init; }
    }
}
