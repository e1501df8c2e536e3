namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>A confirmed commit that waits.</summary>
internal sealed record PendingModel(uint Owner, string? Persist, TimeSpan Deadline, ItemStore RevertTo);
