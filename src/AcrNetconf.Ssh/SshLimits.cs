using AcrNetconf.Transports.Listening;

namespace AcrNetconf.Ssh;

/// <summary>What one server lets its peers use. The defaults are for a device that manages one network element.</summary>
public sealed record SshLimits
{
    /// <summary>Connections in all states together.</summary>
    /// <value>Default 512; 1 to 65535.</value>
    public int MaxConnections { get; init; } = 512;

    /// <summary>Open channels of one connection; each is one NETCONF session.</summary>
    /// <value>Default 10; 1 to 1000.</value>
    public int MaxChannelsPerConnection { get; init; } = 10;

    /// <summary>Unauthenticated connections from which on new ones are refused at random.</summary>
    /// <remarks>
    /// The scheme is begin, rate, full: at <see cref="StartupsBegin"/> <see cref="StartupsRatePercent"/> of the newcomers are refused,
    /// rising linearly to all of them at <see cref="StartupsFull"/>. A refused newcomer takes the place of the oldest connection that has
    /// stayed silent long enough, so silent connections cannot lock anybody out. No process is forked here, so the figures are higher than sshd's.
    /// </remarks>
    /// <value>Default 50.</value>
    public int StartupsBegin { get; init; } = 50;

    /// <summary>Per cent refused at <see cref="StartupsBegin"/>.</summary>
    /// <value>Default 30; 0 to 100.</value>
    public int StartupsRatePercent { get; init; } = 30;

    /// <summary>Unauthenticated connections at which every newcomer is refused.</summary>
    /// <value>Default 200; not below <see cref="StartupsBegin"/>.</value>
    public int StartupsFull { get; init; } = 200;

    /// <summary>Unauthenticated connections of one source address.</summary>
    /// <value>Default 100.</value>
    public int StartupsPerSource { get; init; } = 100;

    /// <summary>Failed authentication requests of one connection, key offers included, before it is cut.</summary>
    /// <value>Default 6; 1 to 100.</value>
    public int MaxAuthAttempts { get; init; } = 6;

    /// <summary>Wrong passwords and prompt answers of one connection before it is cut.</summary>
    /// <value>Default 3; 1 to 100.</value>
    public int MaxPasswordAttempts { get; init; } = 3;

    /// <summary>Time from accept to authenticated.</summary>
    /// <value>Default 30 s; 50 ms to 10 minutes.</value>
    public TimeSpan LoginGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long an authenticated connection may have no channel.</summary>
    /// <value>Default 60 s; 50 ms to 1 day.</value>
    public TimeSpan IdleWithoutChannel { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Silence after which a keepalive request is sent, and again.</summary>
    /// <value>Default 30 s; 50 ms to 1 day.</value>
    public TimeSpan KeepaliveInterval { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Unanswered keepalives after which the connection counts as lost.</summary>
    /// <value>Default 3; 1 to 100.</value>
    public int KeepaliveCount { get; init; } = 3;

    /// <summary>How long the peer may take to answer our CLOSE (RFC 4254 §5.3) before the connection is cut.</summary>
    /// <value>Default 30 s; 50 ms to 10 minutes.</value>
    public TimeSpan CloseGrace { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long sessions may take to end when the server stops.</summary>
    /// <value>Default 5 s; 0 to 10 minutes.</value>
    public TimeSpan StopGrace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Bytes after which keys are exchanged again.</summary>
    /// <value>Default 1 GiB; 1 MiB or more.</value>
    public long RekeyBytes { get; init; } = 1L << 30;

    /// <summary>Time after which keys are exchanged again.</summary>
    /// <value>Default 1 hour; 10 s to 1 day.</value>
    public TimeSpan RekeyInterval { get; init; } = TimeSpan.FromHours(1);

    /// <summary>The part that decides about newcomers.</summary>
    internal AdmissionLimits Admission => new()
    {
        MaxConnections = MaxConnections,
        StartupsBegin = StartupsBegin,
        StartupsRatePercent = StartupsRatePercent,
        StartupsFull = StartupsFull,
        StartupsPerSource = StartupsPerSource,
    };

    /// <summary>What cannot be honoured, one sentence each; empty when all is well.</summary>
    public IEnumerable<string> Problems()
    {
        (string Name, long Value, long Least, long Most)[] counts =
        [
            (nameof(MaxConnections), MaxConnections, 1, 65535),
            (nameof(MaxChannelsPerConnection), MaxChannelsPerConnection, 1, 1000),
            (nameof(StartupsBegin), StartupsBegin, 1, 65535),
            (nameof(StartupsRatePercent), StartupsRatePercent, 0, 100),
            (nameof(StartupsFull), StartupsFull, StartupsBegin, 65535),
            (nameof(StartupsPerSource), StartupsPerSource, 1, 65535),
            (nameof(MaxAuthAttempts), MaxAuthAttempts, 1, 100),
            (nameof(MaxPasswordAttempts), MaxPasswordAttempts, 1, 100),
            (nameof(KeepaliveCount), KeepaliveCount, 1, 100),
            (nameof(RekeyBytes), RekeyBytes, 1 << 20, long.MaxValue),
        ];
        (string Name, TimeSpan Value, double Least, double Most)[] times =
        [
            (nameof(LoginGrace), LoginGrace, 0.05, 600),
            (nameof(IdleWithoutChannel), IdleWithoutChannel, 0.05, 86400),
            (nameof(KeepaliveInterval), KeepaliveInterval, 0.05, 86400),
            (nameof(CloseGrace), CloseGrace, 0.05, 600),
            (nameof(StopGrace), StopGrace, 0, 600),
            (nameof(RekeyInterval), RekeyInterval, 10, 86400),
        ];
        return counts.Where(c => c.Value < c.Least || c.Value > c.Most)
            .Select(c => $"{c.Name} is {c.Value}; it must be between {c.Least} and {c.Most}")
            .Concat(times.Where(t => t.Value.TotalSeconds < t.Least || t.Value.TotalSeconds > t.Most)
                .Select(t => $"{t.Name} is {t.Value.TotalSeconds} s; it must be between {t.Least} s and {t.Most} s"));
    }
}
