namespace AcrNetconf.Agent.Hosting.Recording;

/// <summary>Why a recording ended; the names are those of the model.</summary>
internal enum RecordingEnd
{
    Operator,
    Duration,
    Size,
    ClientStopped,
    ClockReplaced,
    WriteFailure,
}
