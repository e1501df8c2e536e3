using AcrNetconf.Linux;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Configuration of the timestamping and clock adapter: where packets leave and who stamps them.</summary>
/// <param name="LocalAddress">Address to bind.</param>
/// <param name="VpnInstance">VRF device or network namespace, or null for the agent's own.</param>
/// <param name="Source">Who stamps.</param>
/// <param name="Dscp">0..63.</param>
/// <param name="Ttl">1..255.</param>
internal sealed record TimestampingConfig(PtpAddress LocalAddress, string? VpnInstance, TimestampSource Source, byte Dscp, byte Ttl);
