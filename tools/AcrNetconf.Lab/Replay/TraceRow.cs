using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Lab.Replay;

/// <summary>One line of recorded timestamps: one crossing in each direction, or in one.</summary>
/// <param name="Line">Where it stands in the file.</param>
/// <param name="Forward">Sync, t1 and t2; null where either was lost.</param>
/// <param name="Reverse">Delay_Req, t3 and t4; null where either was lost.</param>
internal readonly record struct TraceRow(long Line, TimingSample? Forward, TimingSample? Reverse);
