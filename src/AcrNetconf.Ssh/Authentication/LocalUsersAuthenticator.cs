using System.Net;
using System.Text;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>Accounts given to this process itself: by option, by the demonstration, as a way in when all else is broken.</summary>
/// <remarks>
/// Every account has full access (<see cref="AuthResult.Accepted.IsRecovery"/>). An unknown user costs the same time and gets
/// the same answer as a wrong password. Passwords are checked off the caller's thread, a few at a time, after the delay their source
/// has earned. Thread-safe.
/// </remarks>
public sealed class LocalUsersAuthenticator : ISshAuthenticator, IDisposable
{
    private const int MaxPasswordBytes = 1024;

    private readonly Dictionary<string, LocalUser> _users = new(StringComparer.Ordinal);
    private readonly PasswordHash _nobody;
    private readonly SourceThrottle _throttle;
    private readonly TimeProvider _timeProvider;
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Makes an authenticator; several entries of one name add up.</summary>
    /// <param name="users">The accounts.</param>
    /// <param name="timeProvider">Clock of delays.</param>
    /// <param name="iterations">Cost of the check for users that do not exist; that of the accounts' hashes.</param>
    public LocalUsersAuthenticator(IEnumerable<LocalUser> users, TimeProvider timeProvider, int iterations = PasswordHash.TransientIterations)
    {
        ArgumentNullException.ThrowIfNull(users);
        foreach (LocalUser user in users)
        {
            _users[user.Name] = _users.TryGetValue(user.Name, out LocalUser? known) ? known.Merge(user) : user;
        }

        _timeProvider = timeProvider;
        _throttle = new SourceThrottle(timeProvider);
        _nobody = PasswordHash.CreateUnmatchable(iterations);
    }

    /// <inheritdoc/>
    public ValueTask<AuthResult> PasswordAsync(AuthContext context, ReadOnlyMemory<byte> password, CancellationToken cancellationToken) =>
        new(CheckAsync(context, password, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<AuthResult> PublicKeyAsync(
        AuthContext context, SshPublicKey key, bool isSignatureVerified, CancellationToken cancellationToken)
    {
        // Every key is compared, so the time does not tell which one matched.
        bool known = false;
        if (_users.TryGetValue(context.User, out LocalUser? user))
        {
            foreach (SshPublicKey candidate in user.Keys)
            {
                known |= candidate.Matches(key);
            }
        }

        return ValueTask.FromResult(known ? new AuthResult.Accepted(IsRecovery: true) : AuthResult.Deny);
    }

    /// <inheritdoc/>
    public ValueTask<AuthResult> KeyboardAsync(AuthContext context, ReadOnlyMemory<byte>? answer, CancellationToken cancellationToken) =>
        answer is { } password
            ? PasswordAsync(context, password, cancellationToken)
            : ValueTask.FromResult<AuthResult>(new AuthResult.Prompt("Password: ", Echo: false));

    /// <inheritdoc/>
    public void Dispose() => _hashing.Dispose();

    private async Task<AuthResult> CheckAsync(AuthContext context, ReadOnlyMemory<byte> password, CancellationToken cancellationToken)
    {
        IPAddress source = context.Remote;
        TimeSpan delay = _throttle.DelayFor(source);
        if (delay > TimeSpan.Zero)
        {
            await Task.Delay(delay, _timeProvider, cancellationToken);
        }

        await Task.Yield();
        await _hashing.WaitAsync(cancellationToken);
        try
        {
            PasswordHash hash = _users.TryGetValue(context.User, out LocalUser? user) ? user.Password ?? _nobody : _nobody;
            bool matches = hash.Verify(password.Span[..Math.Min(password.Length, MaxPasswordBytes)]) && password.Length <= MaxPasswordBytes;
            if (!matches)
            {
                _throttle.Failed(source);
                return AuthResult.Deny;
            }

            _throttle.Succeeded(source);
            return new AuthResult.Accepted(IsRecovery: true);
        }
        finally
        {
            _hashing.Release();
        }
    }
}
