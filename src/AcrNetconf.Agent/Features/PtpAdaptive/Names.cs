using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Selection;
using AcrNetconf.Ptp.Servo;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>The model's names of the protocol core's values.</summary>
internal static class Names
{
    public static string Of(QualityLevel level) => level switch
    {
        QualityLevel.Prc => "prc",
        QualityLevel.SsuA => "ssu-a",
        QualityLevel.SsuB => "ssu-b",
        QualityLevel.Sec => "sec",
        QualityLevel.Dnu => "dnu",
        QualityLevel.Prs => "prs",
        QualityLevel.Stu => "stu",
        QualityLevel.St2 => "st2",
        QualityLevel.Tnc => "tnc",
        QualityLevel.St3E => "st3e",
        QualityLevel.St3 => "st3",
        QualityLevel.Smc => "smc",
        QualityLevel.Prov => "prov",
        QualityLevel.Dus => "dus",
        QualityLevel.Unk => "unk",
        _ => "invalid",
    };

    /// <summary>Why the estimator is in use, in a sentence.</summary>
    public static string Reason(ServoStatus servo) => servo switch
    {
        { WindowSeconds: 0 } => "no packets to estimate from yet",
        { RunnerUp: null } => FormattableString.Invariant($"the only one that tells a frequency from {servo.WindowSeconds:F0} s of packets"),
        _ => FormattableString.Invariant($"least uncertain over {servo.WindowSeconds:F0} s; {servo.RunnerUp} would be {servo.RunnerUpRatio:F1} times as uncertain"),
    };

    public static string Of(ServoState state) => state switch
    {
        ServoState.Acquiring => "acquiring",
        ServoState.Locked => "locked",
        ServoState.Holdover => "holdover",
        _ => "free-run",
    };

    public static string Of(NegotiationState state) => state switch
    {
        NegotiationState.Success => "success",
        NegotiationState.Error => "error",
        NegotiationState.None => "none",
        _ => "init",
    };

    public static string Of(NegotiationError error) => error switch
    {
        NegotiationError.DeleteLink => "delete-link",
        NegotiationError.AnnounceTimeout => "announce-timeout",
        NegotiationError.AnnounceNegotiationTimeout => "announce-nego-timeout",
        NegotiationError.AnnounceNegotiationDenied => "announce-nego-deny",
        NegotiationError.SyncNegotiationFailed => "sync-nego-failed",
        NegotiationError.SyncNegotiationDenied => "sync-nego-deny",
        NegotiationError.DelayRespNegotiationTimeout => "delay-resp-nego-timeout",
        NegotiationError.DelayRespNegotiationDenied => "delay-resp-nego-deny",
        NegotiationError.InterfaceCannotSupportPtp => "if-cannot-support-ptp",
        NegotiationError.ServiceModeUnsupported => "service-mode-notsupport-ptp",
        NegotiationError.RouteUnreachable => "route-unreach",
        NegotiationError.BestMasterFailed => "bmc-failed",
        NegotiationError.MasterSynchronizationFault => "master-synchronization-fault",
        _ => "none",
    };

    public static string Of(ContractState state) => state switch
    {
        ContractState.Requesting => "requesting",
        ContractState.Granted => "granted",
        ContractState.Renewing => "renewing",
        ContractState.RenewalPaused => "renewal-paused",
        ContractState.LockedOut => "locked-out",
        ContractState.Cancelling => "cancelling",
        _ => "idle",
    };

    public static string Of(ContractCause cause) => cause switch
    {
        ContractCause.Wanted => "wanted",
        ContractCause.Granted => "granted",
        ContractCause.Denied => "denied",
        ContractCause.NoAnswer => "no-answer",
        ContractCause.OutOfRange => "out-of-range",
        ContractCause.Expired => "expired",
        ContractCause.CancelledByServer => "cancelled-by-server",
        ContractCause.CancelledByClient => "cancelled-by-client",
        ContractCause.Silent => "silent",
        ContractCause.Reconfigured => "reconfigured",
        _ => "none",
    };

    public static string Of(MessageType message) => message switch
    {
        MessageType.Announce => "announce",
        MessageType.Sync => "sync",
        _ => "delay-resp",
    };

    public static string OfPtsf(PtsfTypes type) => type switch
    {
        PtsfTypes.LossAnnounce => "loss-announce",
        PtsfTypes.LossSync => "loss-sync",
        PtsfTypes.LossDelayResp => "loss-delay-resp",
        _ => "unusable",
    };

    /// <summary>Slot of the traced server as the model names it; null is the local oscillator.</summary>
    public static string TraceSource(byte? serverId) => serverId switch
    {
        null => "local",
        1 => "server1",
        _ => "server2",
    };

    /// <summary>Why the traced server is what it is, as a sentence.</summary>
    public static string Sentence(TraceCause cause) => cause switch
    {
        TraceCause.Startup => "nothing was selected yet",
        TraceCause.FirstQualified => "the first server that qualified",
        TraceCause.Restored => "a server qualified again",
        TraceCause.Better => "a better server qualified",
        TraceCause.LossAnnounce => "the previous server lost Announce",
        TraceCause.LossSync => "the previous server lost Sync",
        TraceCause.LossDelayResp => "the previous server lost Delay_Resp",
        TraceCause.Unusable => "the previous server's delay variation exceeded the limit",
        TraceCause.NegotiationFailed => "the previous server refused or stopped answering",
        TraceCause.QualityLevel => "the previous server's quality level fell",
        TraceCause.Lockout => "the previous server was locked out or set down",
        TraceCause.ManualSwitch => "an operator chose it",
        TraceCause.Reconfigured => "the configuration changed",
        TraceCause.Shutdown => "the client was stopped",
        _ => "unknown",
    };

    /// <summary>A PascalCase name in the model's style: <c>WrongDomain</c> is <c>wrong-domain</c>.</summary>
    public static string Kebab(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        foreach (var c in name)
        {
            if (char.IsUpper(c) && text.Length > 0)
            {
                text.Append('-');
            }

            text.Append(char.ToLowerInvariant(c));
        }

        return text.ToString();
    }
}
