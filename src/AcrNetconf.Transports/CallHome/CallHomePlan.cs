namespace AcrNetconf.Transports.CallHome;

/// <summary>Which endpoint of a client is called next, and when (RFC 8071 §4.1, reconnect-strategy of ietf-netconf-server).</summary>
/// <remarks>No clock and no dice of its own. Every answer is the pause before <see cref="Endpoint"/> is called.</remarks>
/// <param name="client">The settings.</param>
/// <param name="roll">A number from 0 to below its argument.</param>
internal sealed class CallHomePlan(CallHomeClient client, Func<int, int> roll)
{
    private const int SpreadPercent = 20;

    private int _endpoint;
    private int _attempts;
    private int _failures;
    private int? _lastConnected;
    private DateTimeOffset? _first;

    /// <summary>The endpoint to call.</summary>
    public CallHomeEndpoint Endpoint => client.Endpoints[_endpoint];

    /// <summary>Failures since the last connection.</summary>
    public int Failures => _failures;

    /// <summary>Before the very first call.</summary>
    public TimeSpan Begin(DateTimeOffset now)
    {
        ChooseStart();
        return client.Connection is CallHomeConnection.Periodic { Anchor: not null } periodic ? UntilNext(periodic, now) : TimeSpan.Zero;
    }

    /// <summary>After a call that came to nothing: nobody there, no login.</summary>
    public TimeSpan AfterFailure()
    {
        var pause = Pause(_failures++);
        if (++_attempts >= client.MaxAttempts)
        {
            _attempts = 0;
            _endpoint = (_endpoint + 1) % client.Endpoints.Length;
        }

        return pause;
    }

    /// <summary>After a connection on which somebody logged in.</summary>
    public TimeSpan AfterConnection(DateTimeOffset begun, DateTimeOffset now)
    {
        _first ??= begun;
        _lastConnected = _endpoint;
        _failures = 0;
        ChooseStart();
        return client.Connection is CallHomeConnection.Periodic periodic ? UntilNext(periodic, now) : Pause(0);
    }

    private void ChooseStart()
    {
        _attempts = 0;
        _endpoint = client.StartWith switch
        {
            CallHomeStart.LastConnected => _lastConnected ?? 0,
            CallHomeStart.RandomSelection => roll(client.Endpoints.Length),
            _ => 0,
        };
    }

    // Doubles up to the longest, and a little apart from other devices that lost the same client at the same moment.
    private TimeSpan Pause(int doublings)
    {
        var pause = client.FirstPause;
        for (var i = 0; i < doublings && pause < client.LongestPause; i++)
        {
            pause *= 2;
        }

        var longest = pause < client.LongestPause ? pause : client.LongestPause;
        return longest * ((100 - SpreadPercent + roll((2 * SpreadPercent) + 1)) / 100.0);
    }

    // Whole multiples of the period from the anchor, before it as well as after it.
    private TimeSpan UntilNext(CallHomeConnection.Periodic periodic, DateTimeOffset now)
    {
        var since = (now - (periodic.Anchor ?? _first ?? now)).Ticks % periodic.Period.Ticks;
        return new TimeSpan(since < 0 ? -since : periodic.Period.Ticks - since);
    }
}
