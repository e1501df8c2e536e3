using System.Net;
using System.Text;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>Accounts given to this process by option, as a way in when all else is broken; and those configured, which may change at any time.</summary>
/// <remarks>
/// The former have full access (<see cref="AuthResult.Accepted.IsRecovery"/>), the latter what access control gives them. A name may be both: the
/// password or key decides. An unknown user costs the same time and gets the same answer as a wrong password. Passwords are checked off the
/// caller's thread, a few at a time, after the delay their source has earned. Thread-safe.
/// </remarks>
public sealed class LocalUsersAuthenticator : ISshAuthenticator, IDisposable
{
    private const int MaxPasswordBytes = 1024;

    private readonly Dictionary<string, LocalUser> _users;
    private readonly PasswordHash _nobody;
    private readonly SourceThrottle _throttle;
    private readonly TimeProvider _timeProvider;
    private volatile Configured _configured = Configured.Nobody;
    private readonly SemaphoreSlim _hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>Makes an authenticator; several entries of one name add up.</summary>
    /// <param name="users">The accounts.</param>
    /// <param name="timeProvider">Clock of delays.</param>
    /// <param name="iterations">Cost of the check for users that do not exist; that of the accounts' hashes.</param>
    public LocalUsersAuthenticator(IEnumerable<LocalUser> users, TimeProvider timeProvider, int iterations = PasswordHash.TransientIterations)
    {
        ArgumentNullException.ThrowIfNull(users);
        _users = ByName(users);
        _timeProvider = timeProvider;
        _throttle = new SourceThrottle(timeProvider);
        _nobody = PasswordHash.CreateUnmatchable(iterations);
    }

    /// <summary>Names of the accounts given to this process.</summary>
    public IEnumerable<string> Given => _users.Keys;

    /// <summary>Replaces the configured accounts. Who is logged in stays so; whoever logs in from now on meets the new ones.</summary>
    public void Configure(IEnumerable<LocalUser> users)
    {
        ArgumentNullException.ThrowIfNull(users);
        Dictionary<string, LocalUser> byName = ByName(users);
        int rounds = byName.Values.Select(user => (user.Password as CryptHash)?.Rounds ?? 0).DefaultIfEmpty().Max();
        _configured = new Configured(byName, rounds == 0 ? null : CryptHash.CreateUnmatchable(rounds));
    }

    /// <inheritdoc/>
    public ValueTask<AuthResult> PasswordAsync(AuthContext context, ReadOnlyMemory<byte> password, CancellationToken cancellationToken) =>
        new(CheckAsync(context, password, cancellationToken));

    /// <inheritdoc/>
    public ValueTask<AuthResult> PublicKeyAsync(
        AuthContext context, SshPublicKey key, bool isSignatureVerified, CancellationToken cancellationToken)
    {
        bool isRecovery = Knows(_users, context.User, key);
        bool isConfigured = Knows(_configured.Users, context.User, key);
        return ValueTask.FromResult(isRecovery || isConfigured ? new AuthResult.Accepted(isRecovery) : AuthResult.Deny);
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
            AuthResult result = Check(context.User, password.Span[..Math.Min(password.Length, MaxPasswordBytes)], isWhole: password.Length <= MaxPasswordBytes);
            if (result is AuthResult.Accepted)
            {
                _throttle.Succeeded(source);
            }
            else
            {
                _throttle.Failed(source);
            }

            return result;
        }
        finally
        {
            _hashing.Release();
        }
    }

    // What does not match costs one check of each kind, whether the user exists or not.
    private AuthResult Check(string user, ReadOnlySpan<byte> password, bool isWhole)
    {
        Configured configured = _configured;
        if ((_users.GetValueOrDefault(user)?.Password ?? _nobody).Verify(password) && isWhole)
        {
            return new AuthResult.Accepted(IsRecovery: true);
        }

        return (configured.Users.GetValueOrDefault(user)?.Password ?? configured.Unmatchable) is { } hash && hash.Verify(password) && isWhole
            ? new AuthResult.Accepted(IsRecovery: false)
            : AuthResult.Deny;
    }

    // Every key is compared, so the time does not tell which one matched.
    private static bool Knows(Dictionary<string, LocalUser> users, string name, SshPublicKey key)
    {
        bool known = false;
        foreach (SshPublicKey candidate in users.GetValueOrDefault(name)?.Keys ?? [])
        {
            known |= candidate.Matches(key);
        }

        return known;
    }

    private static Dictionary<string, LocalUser> ByName(IEnumerable<LocalUser> users)
    {
        var byName = new Dictionary<string, LocalUser>(StringComparer.Ordinal);
        foreach (LocalUser user in users)
        {
            byName[user.Name] = byName.TryGetValue(user.Name, out LocalUser? known) ? known.Merge(user) : user;
        }

        return byName;
    }

    /// <summary>The configured accounts of one moment; <paramref name="Unmatchable"/> is null while none has a password.</summary>
    private sealed record Configured(Dictionary<string, LocalUser> Users, CryptHash? Unmatchable)
    {
        public static Configured Nobody { get; } = new(new Dictionary<string, LocalUser>(StringComparer.Ordinal), null);
    }
}
