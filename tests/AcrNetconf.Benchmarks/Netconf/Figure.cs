namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>One measured figure.</summary>
/// <param name="Id">What was measured.</param>
/// <param name="Value">In the unit of its row; smaller is better unless the row says otherwise.</param>
/// <param name="Detail">Median, percentile and count, or other context.</param>
internal sealed record Figure(string Id, double Value, string Detail);
