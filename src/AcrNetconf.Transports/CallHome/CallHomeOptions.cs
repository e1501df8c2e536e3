using System.Collections.Immutable;

namespace AcrNetconf.Transports.CallHome;

/// <summary>Whom the server calls home to.</summary>
public sealed record CallHomeOptions
{
    /// <summary>The clients, each with a name of its own.</summary>
    public ImmutableArray<CallHomeClient> Clients { get; init; } = [];

    /// <summary>What cannot be honoured, one sentence each.</summary>
    internal IEnumerable<string> Problems()
        => Clients.Select(c => (c.Name, Problem: c.Problem())).Where(c => c.Problem is not null).Select(c => $"client {c.Name} {c.Problem}")
            .Concat(Clients.GroupBy(c => c.Name).Where(g => g.Count() > 1).Select(g => $"client {g.Key} is given more than once"));
}
