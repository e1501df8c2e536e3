using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Everything about a running client that can change without taking another resource.</summary>
/// <param name="Slave">The protocol core.</param>
/// <param name="Servo">Clock recovery.</param>
/// <param name="Dscp">DSCP of what is sent, 0..63.</param>
/// <param name="TimeToLive">TTL or hop limit of what is sent, 1..255.</param>
internal sealed record DriverSettings(TelecomSlaveSettings Slave, ServoSettings Servo, byte Dscp, byte TimeToLive);
