using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>Statistics of one direction's raw delay: t2 − t1 or t4 − t3, both contain the clock offset.</summary>
public readonly record struct DelayStatistics(PtpDuration Last, PtpDuration Minimum, PtpDuration Maximum, PtpDuration Mean, long Count);
