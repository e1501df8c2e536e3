namespace AcrNetconf.Ptp.Platform;

/// <summary>Names one event message handed to the shell, so that its transmit timestamp finds its way back.</summary>
/// <param name="Value">Opaque; unique among the messages that can still be waiting. Fits the 32-bit key of kernel timestamping.</param>
public readonly record struct TransmitId(uint Value);
