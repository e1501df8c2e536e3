namespace AcrNetconf.Ptp.Negotiation;

/// <summary>Live counters of one contract.</summary>
internal sealed class ContractCounters
{
    public long RequestsSent { get; set; }

    public long GrantsReceived { get; set; }

    public long DenialsReceived { get; set; }

    public long Timeouts { get; set; }

    public long CancelsSent { get; set; }

    public long CancelsReceived { get; set; }

    public long AcknowledgesSent { get; set; }

    public long AcknowledgesReceived { get; set; }

    public long ImplicitRenewals { get; set; }

    public long Lapses { get; set; }

    public void Reset()
    {
        RequestsSent = GrantsReceived = DenialsReceived = Timeouts = 0;
        CancelsSent = CancelsReceived = AcknowledgesSent = AcknowledgesReceived = ImplicitRenewals = Lapses = 0;
    }
}
