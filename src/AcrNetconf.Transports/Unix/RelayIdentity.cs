namespace AcrNetconf.Transports.Unix;

/// <summary>Decides which user a connection on the Unix socket is.</summary>
internal static class RelayIdentity
{
    private const uint Root = 0;

    /// <param name="credentials">Who connected, says the kernel.</param>
    /// <param name="ownName">That user's name; null when it has none.</param>
    /// <param name="greeting">What the relay says.</param>
    /// <param name="options">Who may speak for others.</param>
    /// <returns>The user, or the sentence of a refusal.</returns>
    public static (string? User, string? Refusal) Decide(PeerCredentials credentials, string? ownName, RelayGreeting greeting, UnixServerOptions options)
    {
        var user = greeting.User ?? ownName;
        return user is null ? (null, $"the host has no name for user {credentials.UserId}")
            : user == ownName || MaySpeakForOthers(credentials, options) ? (user, null)
            : (null, $"user {ownName ?? credentials.UserId.ToString()} may not speak for user {user}");
    }

    private static bool MaySpeakForOthers(PeerCredentials credentials, UnixServerOptions options)
        => credentials.UserId == Root
            || options.TrustedUsers.Contains(credentials.UserId)
            || options.TrustedGroups.Contains(credentials.GroupId)
            || credentials.Groups.Any(options.TrustedGroups.Contains);
}
