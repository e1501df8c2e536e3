namespace AcrNetconf.Lab.Simulation;

/// <summary>What <c>acr-lab sim</c> was asked for.</summary>
internal sealed record SimOptions
{
    public required RunSettings Run { get; init; }

    public required string ServoName { get; init; }

    /// <summary>The seeds to run, ascending.</summary>
    public required IReadOnlyList<long> Seeds { get; init; }

    public bool Json { get; init; }

    public string? CsvPath { get; init; }

    /// <summary>PNG file of the runs, or null.</summary>
    public string? PlotPath { get; init; }

    /// <summary>Prints the servo's state every so many seconds; 0 for never.</summary>
    public int TraceSeconds { get; init; }
}
