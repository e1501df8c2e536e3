using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Time;

namespace AcrNetconf.Ptp.Datasets;

/// <summary>The current settings of one server, shared by its parts. Id and address never change during its life.</summary>
internal sealed class ServerSettingsHolder(ServerSettings settings)
{
    public ServerSettings Current { get; set; } = settings;

    public byte Id { get; } = settings.Id;

    public PtpAddress Address { get; } = settings.Address;

    public PtpDuration Asymmetry => Current.Asymmetry;
}
