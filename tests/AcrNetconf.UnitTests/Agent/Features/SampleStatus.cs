using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.UnitTests.Agent.Features;

/// <summary>Statuses of a healthy client to change for a test.</summary>
internal static class SampleStatus
{
    /// <summary>Two-way in domain 4, locked.</summary>
    public static TelecomSlaveStatus Client(params ServerStatus[] servers) => new()
    {
        At = new(1),
        Identity = new(0x0102_0304_0506_0708),
        LocalAddress = PtpAddress.Parse("192.0.2.1"),
        EffectiveDomain = 4,
        Mode = UnicastMode.TwoWay,
        AnnounceReceiptTimeout = 3,
        Servers = [.. servers],
        Servo = new() { State = ServoState.Locked },
    };

    public static ServerStatus Server(byte id) => new()
    {
        Id = id,
        Address = PtpAddress.Parse("192.0.2.2"),
        AdminState = AdminState.Up,
        NegotiationState = NegotiationState.Success,
        QualityLevel = QualityLevel.Prc,
        Announce = Contract(MessageType.Announce),
        Sync = Contract(MessageType.Sync),
        DelayResp = Contract(MessageType.DelayResp),
        Packets = new(),
    };

    /// <summary>Asked for 16 a second, not granted.</summary>
    public static ContractStatus Contract(MessageType message) => new() { Message = message, Requested = new(new(-4), 300) };
}
