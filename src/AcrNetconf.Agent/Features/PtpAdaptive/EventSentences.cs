using AcrNetconf.Ptp.Datasets;
using AcrNetconf.Ptp.Platform;

namespace AcrNetconf.Agent.Features.PtpAdaptive;

/// <summary>Protocol events as sentences for operators.</summary>
internal static class EventSentences
{
    public static string Of(PtpEvent occurrence) => occurrence switch
    {
        PtpEvent.NegotiationChanged e => $"server {e.ServerId}: negotiation {Names.Of(e.From)} -> {Names.Of(e.To)}{Reason(e.Reason)}",
        PtpEvent.PtsfChanged e => $"server {e.ServerId}: {Names.OfPtsf(e.Type)} {State(e.State)}",
        PtpEvent.TraceSourceChanged e => $"trace source {Names.TraceSource(e.From)} -> {Names.TraceSource(e.To)}: {Names.Sentence(e.Cause)}",
        PtpEvent.ServoChanged e => $"servo {Names.Of(e.From)} -> {Names.Of(e.To)}",
        PtpEvent.ContractChanged e => $"server {e.ServerId}: {Names.Of(e.Message)} contract {Names.Of(e.From)} -> {Names.Of(e.To)} ({Names.Of(e.Cause)})",
        PtpEvent.RateExceeded e => $"server {e.ServerId}: {Names.Of(e.Message)} faster than twice the granted rate {State(e.State)}",
        PtpEvent.DomainMismatch e => $"server {e.ServerId}: sends in domain {e.ReceivedDomain}",
        PtpEvent.TimestampUnchanged e => $"server {e.ServerId}: the time in its Sync stands still, {State(e.State)}",
        PtpEvent.AllServersUnreachable e => $"all servers unreachable {State(e.State)}",
        _ => Names.Kebab(occurrence.GetType().Name),
    };

    private static string Reason(NegotiationError reason) => reason == NegotiationError.None ? "" : $" ({Names.Of(reason)})";

    private static string State(AlarmState state) => state == AlarmState.Raised ? "raised" : "cleared";
}
