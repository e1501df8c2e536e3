using AcrNetconf.Agent.Hosting;
using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Servo;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>What the client is to run, part by part. It runs when all parts are there.</summary>
/// <param name="Slave">Protocol core, or null.</param>
/// <param name="Servo">Servo, or null.</param>
/// <param name="Timestamping">How packets leave, or null.</param>
/// <param name="Resources">Sockets and clock opened for <paramref name="Timestamping"/>, or null.</param>
internal sealed record ClientTarget(TelecomSlaveSettings? Slave, ServoSettings? Servo, TimestampingConfig? Timestamping, DriverResources? Resources)
{
    public static ClientTarget Nothing { get; } = new(null, null, null, null);

    /// <summary>The driver's settings when every part is there, else null.</summary>
    public DriverSettings? Settings
        => Slave is not null && Servo is not null && Timestamping is not null ? new DriverSettings(Slave, Servo, Timestamping.Dscp, Timestamping.Ttl) : null;
}
