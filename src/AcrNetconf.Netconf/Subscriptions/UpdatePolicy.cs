using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Netconf.Operations;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>When a datastore subscription sends (RFC 8641 §3.1).</summary>
/// <param name="Period">Time between updates; null for on-change.</param>
/// <param name="Anchor">Updates are due a multiple of the period from here; null means from the beginning.</param>
/// <param name="Dampening">Shortest time between on-change updates.</param>
/// <param name="HasSync">True when full updates may be sent, and one comes first.</param>
/// <param name="Excluded">Kinds of change left out, by the names of the model, in order.</param>
internal sealed record UpdatePolicy(TimeSpan? Period, DateTimeOffset? Anchor, TimeSpan Dampening, bool HasSync, ImmutableSortedSet<string> Excluded)
{
    /// <summary>Shortest period served, in hundredths of a second.</summary>
    public const long LeastPeriod = 10;

    private const int Moments = 5;

    private static readonly TimeSpan MostShared = TimeSpan.FromSeconds(1);

    public bool IsOnChange => Period is null;

    /// <summary>Timers may come a little early; that is the time they were set for all the same.</summary>
    private static readonly TimeSpan Early = TimeSpan.FromMilliseconds(20);

    /// <summary>Reads the policy; null and an error when it cannot be served.</summary>
    public static UpdatePolicy? Read(SubscriptionTerms terms, out RpcError? error)
    {
        error = null;
        if (terms.Periodic is { } periodic)
        {
            var period = periodic.ValueOf("period")!.Value.Number; // mandatory
            error = period < LeastPeriod ? SubscriptionErrors.PeriodUnsupported(terms, period, LeastPeriod) : null;
            var anchor = periodic.TextOf("anchor-time") is { } text ? DateTimeOffset.Parse(text, CultureInfo.InvariantCulture) : (DateTimeOffset?)null;
            return error is null ? new UpdatePolicy(Centiseconds(period), anchor, TimeSpan.Zero, true, []) : null;
        }

        if (terms.OnChange is not { } onChange)
        {
            // RFC 8641 §3.1 knows no third way, though the model lets the choice be empty.
            error = RpcError.DataMissing("a subscription to a datastore needs periodic or on-change") with { AppTag = "missing-choice" };
            return null;
        }

        var excluded = onChange.Find("excluded-change") is LeafListNode values ? values.Values.Select(v => v.ToString()).ToImmutableSortedSet(StringComparer.Ordinal) : [];
        return new UpdatePolicy(
            null, null, Centiseconds(onChange.ValueOf("dampening-period")?.Number ?? 0), onChange.TextOf("sync-on-start") != "false", excluded);
    }

    /// <summary>A periodic policy with the anchor it has from its first update on (RFC 8641 §4.2).</summary>
    /// <remarks>
    /// Without one of its own that is the next fifth of a second, or of a shorter period: so subscriptions of one period are due at five moments of it at
    /// most, however many there are.
    /// </remarks>
    public UpdatePolicy Anchored(DateTimeOffset now)
    {
        var grid = (Period!.Value < MostShared ? Period.Value : MostShared).Ticks / Moments; // periodic, whoever asks
        return Anchor is not null ? this : this with { Anchor = new DateTimeOffset((now.UtcTicks + grid - 1) / grid * grid, TimeSpan.Zero) };
    }

    /// <summary>The first time an update of an anchored policy is due after <paramref name="now"/>.</summary>
    /// <param name="now">The time.</param>
    /// <param name="isTimer">True when a timer says so, which may come a little early for an update that is being sent.</param>
    public DateTimeOffset NextDue(DateTimeOffset now, bool isTimer)
    {
        var from = Anchor!.Value; // anchored, whoever asks
        var period = Period!.Value; // periodic, whoever asks
        var passed = Math.Floor((now + (isTimer ? Early : TimeSpan.Zero) - from) / period);
        return from + (period * (passed + 1));
    }

    public bool Equals(UpdatePolicy? other)
        => other is not null && Period == other.Period && Anchor == other.Anchor && Dampening == other.Dampening && HasSync == other.HasSync && Excluded.SetEquals(other.Excluded);

    public override int GetHashCode() => HashCode.Combine(Period, Anchor, Dampening, HasSync, Excluded.Count);

    private static TimeSpan Centiseconds(long count) => TimeSpan.FromMilliseconds(10 * count);
}
