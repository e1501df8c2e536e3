namespace AcrNetconf.Ptp.Datasets;

/// <summary>How many messages were dropped for one reason.</summary>
public readonly record struct DropCount(DropReason Reason, long Count);
