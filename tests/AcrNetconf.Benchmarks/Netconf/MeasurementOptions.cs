namespace AcrNetconf.Benchmarks.Netconf;

/// <summary>How much to measure.</summary>
/// <param name="Quick">Few repetitions: does everything run?</param>
/// <param name="Only">Figures wanted; null for all.</param>
internal sealed record MeasurementOptions(bool Quick, IReadOnlySet<string>? Only);
