namespace AcrNetconf.Agent.Features.Users;

/// <summary>A key that logs a user in, as the model has it (RFC 7317 §3.5).</summary>
/// <param name="Name">Name of the entry.</param>
/// <param name="Algorithm">Kind of key.</param>
/// <param name="Data">The key blob of RFC 4253 §6.6 in base64.</param>
internal sealed record KeyConfig(string Name, string Algorithm, string Data);
