using System.Net;

namespace AcrNetconf.Transports.Listening;

/// <summary>Lets newcomers in as the gate says, and cuts old silent ones to make room.</summary>
public sealed class Doorkeeper(ConnectionGate gate)
{
    private static readonly TimeSpan s_evictionAge = TimeSpan.FromSeconds(2);

    /// <summary>Lets a newcomer in, or says why not.</summary>
    /// <param name="source">Where it comes from.</param>
    /// <param name="connections">Those inside; looked at only when it is crowded.</param>
    /// <param name="now">On their clock.</param>
    /// <returns>Null: it is in, and <see cref="ConnectionGate.Leave"/> must follow.</returns>
    public string? Refusal(IPAddress source, IEnumerable<INewcomer> connections, TimeSpan now)
    {
        ConnectionGate.Admission admission = gate.Enter(source);
        return admission switch
        {
            ConnectionGate.Admission.Admitted => null,
            ConnectionGate.Admission.Full => "all places are taken",
            _ when Evict(admission == ConnectionGate.Admission.Source ? source : null, connections, now) && gate.EnterInstead(source) => null,
            ConnectionGate.Admission.Source => "too many from there are not authenticated yet",
            _ => "too many are not authenticated yet",
        };
    }

    // Honest clients are through in milliseconds; the oldest one that is not is the best to cut.
    private static bool Evict(IPAddress? source, IEnumerable<INewcomer> connections, TimeSpan now)
    {
        TimeSpan youngest = now - s_evictionAge;
        INewcomer? victim = connections
            .Where(c => c.IsStartup && c.Since < youngest && (source is null || c.Source.Equals(source)))
            .MinBy(c => c.Since);
        victim?.Kill("made room for another login");
        return victim is not null;
    }
}
