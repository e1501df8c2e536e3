namespace AcrNetconf.Netconf.Notifications;

/// <summary>Hears the events of a stream in order. Called under the stream's lock: must be quick and must not wait.</summary>
internal interface IEventListener
{
    /// <summary>Events from here on are told first; null for none of the past.</summary>
    DateTimeOffset? StartTime { get; }

    /// <summary>Of the past only events with higher numbers are told.</summary>
    long StartNumber => 0;

    void Offer(EventRecord record);

    /// <summary>The past has been told.</summary>
    void ReplayComplete(DateTimeOffset now);
}
