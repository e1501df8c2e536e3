namespace AcrNetconf.Ptp.Selection;

/// <summary>What selection needs to know of one server.</summary>
/// <param name="Id">Slot.</param>
/// <param name="Rank">clockClass in force; smaller is better.</param>
/// <param name="Priority">Local priority; smaller is better.</param>
/// <param name="IsQualified">May be selected.</param>
/// <param name="IsPending">Still being tried for the first time: it has neither qualified nor failed.</param>
internal readonly record struct ServerCandidate(byte Id, byte Rank, byte Priority, bool IsQualified, bool IsPending);
