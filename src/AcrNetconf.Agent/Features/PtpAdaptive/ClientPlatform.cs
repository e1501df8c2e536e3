using AcrNetconf.Linux;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>What the command line and the host fix about the client.</summary>
/// <param name="Clock">Clock to steer.</param>
/// <param name="Source">Stamp source where the configuration says auto.</param>
/// <param name="EventPort">UDP port of event messages.</param>
/// <param name="GeneralPort">UDP port of general messages.</param>
/// <param name="Identity">Our clock identity.</param>
internal sealed record ClientPlatform(ClockSelection Clock, TimestampSource Source, int EventPort, int GeneralPort, ClockIdentity Identity);
