namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>A row of the table: what is measured and what is asked of it.</summary>
/// <param name="Id">The figure.</param>
/// <param name="Text">For readers.</param>
/// <param name="Unit">Unit.</param>
/// <param name="Bar">The limit.</param>
/// <param name="IsMinimum">True when the figure must be at least the bar.</param>
internal sealed record FigureRow(string Id, string Text, string Unit, double Bar, bool IsMinimum = false)
{
    public static readonly IReadOnlyList<FigureRow> All =
    [
        new("start", "start to first hello", "ms", 80),
        new("setup", "session set-up, key login", "ms", 12),
        new("get-small", "get-config, small", "ms", 0.4),
        new("edit-commit", "edit-config + durable commit, one leaf", "ms", 2),
        new("throughput", "edit + commit per second, 8 sessions", "1/s", 1000, IsMinimum: true),
        new("load", "10,000 entries: load + commit", "ms", 400),
        new("get-all", "10,000 entries: get", "ms", 40),
        new("get-key", "10,000 entries: get one by key", "ms", 0.5),
        new("edit-large", "10,000 entries: one-leaf edit + commit", "ms", 3),
        new("memory", "10,000 entries: resident memory at rest", "MB", 90),
        new("idle-memory", "500 idle sessions: resident memory", "MB", 45),
        new("idle-threads", "500 idle sessions: threads", "", 20),
        new("idle-cpu", "500 idle sessions: processor", "%", 1),
    ];

    public bool IsMet(double value) => IsMinimum ? value >= Bar : value <= Bar;
}
