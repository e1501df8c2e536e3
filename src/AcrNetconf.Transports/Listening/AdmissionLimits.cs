namespace AcrNetconf.Transports.Listening;

/// <summary>How many connections a <see cref="ConnectionGate"/> lets in.</summary>
public sealed record AdmissionLimits
{
    /// <summary>Connections in all states together.</summary>
    /// <value>Default 512.</value>
    public int MaxConnections { get; init; } = 512;

    /// <summary>Unauthenticated connections from which on new ones are refused at random.</summary>
    /// <value>Default 50.</value>
    public int StartupsBegin { get; init; } = 50;

    /// <summary>Per cent refused at <see cref="StartupsBegin"/>, rising linearly to all at <see cref="StartupsFull"/>.</summary>
    /// <value>Default 30.</value>
    public int StartupsRatePercent { get; init; } = 30;

    /// <summary>Unauthenticated connections at which every newcomer is refused.</summary>
    /// <value>Default 200.</value>
    public int StartupsFull { get; init; } = 200;

    /// <summary>Unauthenticated connections of one source address.</summary>
    /// <value>Default 100.</value>
    public int StartupsPerSource { get; init; } = 100;
}
