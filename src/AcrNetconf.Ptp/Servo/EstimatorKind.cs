namespace AcrNetconf.Ptp.Servo;

/// <summary>The bank's ways to draw a line through packet delays, in the order of the bank.</summary>
public enum EstimatorKind
{
    /// <summary>Every packet counts; best under steady load.</summary>
    Mean,

    /// <summary>The lowest tenth of each block.</summary>
    Percentile,

    /// <summary>Each block's fastest packet.</summary>
    Minimum,

    /// <summary>The fastest packet of each twelfth of the window.</summary>
    BlockMinimum,

    /// <summary>The line under everything; best when the floor is seldom visited.</summary>
    LowerHull,

    /// <summary>Blocks of equal load compared with each other.</summary>
    LoadMatched,
}
