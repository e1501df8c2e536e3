namespace AcrNetconf.Lab.Simulation;

/// <summary>One direction of a network. Asked in ascending order of time.</summary>
internal interface IDelayModel
{
    /// <summary>Delay in nanoseconds of a packet entering at <paramref name="time"/> seconds; NaN when it is lost.</summary>
    double Next(double time);
}
