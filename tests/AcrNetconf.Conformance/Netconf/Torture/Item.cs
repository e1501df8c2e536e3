namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>What is known of one entry of acr-test's list item besides its id.</summary>
internal sealed record Item(string? Label = null, int? Weight = null, int? Next = null);
