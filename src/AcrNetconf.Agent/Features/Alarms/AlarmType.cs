using System.Collections.Immutable;

namespace AcrNetconf.Agent.Features.Alarms;

/// <summary>A kind of alarm the client can raise.</summary>
/// <param name="Name">Identity of the module acr-alarms.</param>
/// <param name="Severity">RFC 8632 severity.</param>
/// <param name="IsPerServer">About one server; else about the clock.</param>
/// <param name="Meaning">What is wrong, where it may come from, what to do.</param>
internal sealed record AlarmType(string Name, string Severity, bool IsPerServer, string Meaning)
{
    public static AlarmType FrequencyLockFail { get; } = new("frequency-lock-fail", "major", false,
        "The recovered frequency is not locked to a server. Ends by itself some time after timing arrives; look at the alarms of the servers.");

    public static AlarmType AcrSyncBad { get; } = new("acr-sync-bad", "major", false,
        "The clock follows no server's timing. Look at the alarms of the servers and at their quality levels.");

    public static AlarmType ServerUnreachableAll { get; } = new("server-unreachable-all", "major", false,
        "No server answers. Check addresses, domain, VPN instance and the path to the servers.");

    public static AlarmType NegotiationFailed { get; } = new("negotiation-failed", "warning", true,
        "The server refused a service, ended it, or does not answer. Compare its configuration with ours; it is asked again every minute.");

    public static AlarmType TimestampUnchanged { get; } = new("timestamp-unchanged", "major", true,
        "The time in the server's Sync stands still; its Sync is not used. The server's clock is at fault.");

    public static AlarmType LossAnnounce { get; } = new("loss-announce", "warning", true,
        "Announce of the server stopped. Check the server and the path to it.");

    public static AlarmType LossSync { get; } = new("loss-sync", "warning", true,
        "Sync or Follow_Up of the server stopped. Check the server and the path to it.");

    public static AlarmType LossDelayResp { get; } = new("loss-delay-resp", "warning", true,
        "The server does not answer Delay_Req. Check the server and the path to it.");

    public static AlarmType Unusable { get; } = new("unusable", "warning", true,
        "Packet delay from the server varies by more than pdv-limit. Check load and priority of the path.");

    /// <summary>All there are.</summary>
    public static ImmutableArray<AlarmType> All { get; } =
    [
        FrequencyLockFail, AcrSyncBad, ServerUnreachableAll, NegotiationFailed, TimestampUnchanged, LossAnnounce, LossSync, LossDelayResp, Unusable,
    ];
}
