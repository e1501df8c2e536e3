namespace AcrNetconf.Conformance.Table;

/// <summary>What ITU-T G.8265.1 asks of a client, item by item.</summary>
internal static class ClientRequirements
{
    public static IReadOnlyList<Requirement> All { get; } =
    [
        new("G-01", "6.6", "every service of every server has its own state machine"),
        new("G-02", "6.6, A", "durations of 60 to 1000 s, 300 s when nothing is set"),
        new("G-03", "6.5, A", "rates: Announce 2^-3..2^4 s, Sync and Delay_Resp 2^-7..2^4 s"),
        new("G-04", "6.6", "three tries at least 1 s apart, then 60 s of silence, after denial and loss alike"),
        new("G-05", "6.6", "contracts are renewed without a gap"),
        new("G-06", "6.6", "CANCEL of the server is acknowledged"),
        new("G-07", "6.6", "CANCEL on deselection, reconfiguration and shutdown, repeated until acknowledged"),
        new("G-08", "6.7.3.1", "quality level from clockClass in option I, II and III"),
        new("G-09", "6.7.3.1", "do-not-use and classes outside the table are not selected"),
        new("G-10", "6.7.3.2", "PTSF lossAnnounce, lossSync, lossDelayResp and unusable, with hysteresis"),
        new("G-11", "6.7.2", "local priority decides among equals"),
        new("G-12", "6.8.2", "wait-to-restore"),
        new("G-13", "6.8.3", "revertive and non-revertive"),
        new("G-14", "6.8.1", "lock-out"),
        new("G-15", "6.8.4", "forced quality level"),
        new("G-16", "6.8.5", "quality level hold-off"),
        new("G-17", "6.8.6", "holdover without a server, squelch without anything learned"),
        new("G-18", "6.2", "one-step and two-step servers"),
        new("G-19", "6.3", "one-way and two-way"),
        new("G-20", "6.7, A", "slave-only: clockClass 255 is no server, and nothing is granted to anybody"),
        new("G-21", "6.7", "never sends Announce or Sync"),
        new("G-22", "A", "domain 4 to 23, 4 when nothing is set"),
        new("G-23", "6.6", "the unicast flag is set in everything sent"),
        new("G-24", "IEEE 1588 13.3", "controlField and logMessageInterval as the tables say; on receipt they mean nothing"),
        new("G-25", "6.7.2", "two servers with failover, from both to both"),
        new("G-26", "6.6", "first request to all ones, then the learned identity, all ones again after loss"),
        new("G-27", "6.6", "multicast and strangers are not answered"),
    ];
}
