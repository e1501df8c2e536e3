namespace AcrNetconf.Lab.Simulation;

/// <summary>Where timing packets stand in a switch.</summary>
internal enum QueueDiscipline
{
    /// <summary>Before all others; only the frame already being sent delays them.</summary>
    Priority,

    /// <summary>In one queue with everything.</summary>
    Fifo,
}
