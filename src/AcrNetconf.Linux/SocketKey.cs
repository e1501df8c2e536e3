using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Linux;

/// <summary>What makes a pair of PTP sockets unique on a host: scope, local address and the two UDP ports.</summary>
/// <param name="Scope">Host, VRF or namespace.</param>
/// <param name="LocalAddress">A unicast address configured in that scope.</param>
/// <param name="EventPort">Default 319; 0 picks a free one (tests).</param>
/// <param name="GeneralPort">Default 320; 0 picks a free one (tests).</param>
public sealed record SocketKey(NetworkScope Scope, PtpAddress LocalAddress, int EventPort = 319, int GeneralPort = 320);
