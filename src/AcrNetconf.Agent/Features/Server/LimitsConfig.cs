using AcrNetconf.Netconf.Sessions;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>What peers may cost as far as the configuration says so; null leaves it to the command line.</summary>
internal sealed record LimitsConfig(long? IdleSeconds, long? HelloSeconds, long? WriteSeconds, long? MaxSessions, long? MaxSessionsPerUser)
{
    public static LimitsConfig None { get; } = new(null, null, null, null, null);

    /// <summary>The limits in force, given those of the command line.</summary>
    public SessionLimits Over(SessionLimits given) => given with
    {
        IdleTimeout = IdleSeconds is 0 ? Timeout.InfiniteTimeSpan : Time(IdleSeconds) ?? given.IdleTimeout,
        HelloTimeout = Time(HelloSeconds) ?? given.HelloTimeout,
        WriteTimeout = Time(WriteSeconds) ?? given.WriteTimeout,
        MaxSessions = (int?)MaxSessions ?? given.MaxSessions,
        MaxSessionsPerUser = (int?)MaxSessionsPerUser ?? given.MaxSessionsPerUser,
    };

    private static TimeSpan? Time(long? seconds) => seconds is { } s ? TimeSpan.FromSeconds(s) : null;
}
