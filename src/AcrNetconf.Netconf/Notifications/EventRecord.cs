using AcrNetconf.Yang.Data;

namespace AcrNetconf.Netconf.Notifications;

/// <summary>One event of a stream.</summary>
/// <param name="Time">eventTime.</param>
/// <param name="Content">What happened.</param>
internal sealed record EventRecord(DateTimeOffset Time, NotificationNode Content);
