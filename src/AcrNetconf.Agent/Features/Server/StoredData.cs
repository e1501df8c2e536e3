namespace AcrNetconf.Agent.Features.Server;

/// <summary>A certificate or list of truststore that an endpoint uses.</summary>
/// <param name="Bag">The bag it is in; null for a revocation list.</param>
/// <param name="Name">Name of the entry.</param>
/// <param name="Data">What it holds, in base64.</param>
internal sealed record StoredData(string? Bag, string Name, string Data);
