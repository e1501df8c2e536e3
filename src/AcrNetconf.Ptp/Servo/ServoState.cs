namespace AcrNetconf.Ptp.Servo;

/// <summary>Where clock recovery stands.</summary>
public enum ServoState
{
    /// <summary>No usable timing and nothing learned: the oscillator runs by itself.</summary>
    FreeRun,

    /// <summary>Timing arrives; the frequency estimate is not yet trusted.</summary>
    Acquiring,

    /// <summary>The recovered frequency is within its uncertainty bound.</summary>
    Locked,

    /// <summary>Timing was lost after lock; the learned frequency is kept.</summary>
    Holdover,
}
