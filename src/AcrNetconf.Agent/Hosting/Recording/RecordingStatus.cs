namespace AcrNetconf.Agent.Hosting.Recording;

/// <summary>Snapshot of a recording that runs or the last one that ran.</summary>
/// <param name="File">Path.</param>
/// <param name="ServerId">Slot of the server.</param>
/// <param name="Started">Wall clock.</param>
/// <param name="Ended">Why it ended; null while it runs.</param>
/// <param name="Samples">Written.</param>
/// <param name="Dropped">Lost because the disk was slower than the packets.</param>
/// <param name="Octets">Length of the file.</param>
internal sealed record RecordingStatus(string File, byte ServerId, DateTimeOffset Started, RecordingEnd? Ended, long Samples, long Dropped, long Octets);
