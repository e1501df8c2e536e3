using AcrNetconf.Ptp.Time;
using AcrNetconf.Ptp.Wire;

namespace AcrNetconf.Lab.Grandmaster;

/// <summary>One service granted to one client.</summary>
internal sealed class GrandmasterContract(MessageType message)
{
    public MessageType Message => message;

    public LogInterval Interval { get; private set; }

    public MonotonicTime Expiry { get; private set; } = new(long.MinValue);

    /// <summary>When the next message leaves; unused for Delay_Resp.</summary>
    public MonotonicTime Due { get; private set; } = MonotonicTime.Never;

    public SequenceId Sequence { get; set; }

    public long Sent { get; set; }

    public bool IsActive(MonotonicTime now) => now < Expiry;

    public void Grant(LogInterval interval, uint seconds, MonotonicTime now)
    {
        bool restart = !IsActive(now) || interval != Interval;
        Interval = interval;
        Expiry = now + TimeSpan.FromSeconds(seconds);
        if (restart && message != MessageType.DelayResp)
        {
            // A moment behind the grant, which the network could otherwise deliver after the first message.
            Due = now.PlusNanoseconds(1_000_000);
        }
    }

    public void End()
    {
        Expiry = new(long.MinValue);
        Due = MonotonicTime.Never;
    }

    /// <summary>True when a message is due; moves on to the next.</summary>
    public bool TakeDue(MonotonicTime now)
    {
        if (now < Due)
        {
            return false;
        }

        if (!IsActive(now))
        {
            End();
            return false;
        }

        Due = Due.PlusNanoseconds(Interval.Nanoseconds);
        if (Due < now)
        {
            Due = now.PlusNanoseconds(Interval.Nanoseconds);
        }

        return true;
    }
}
