namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>One notification document in parts, so that subscribers can share what is the same for all.</summary>
/// <param name="Head">The beginning, or all of it.</param>
/// <param name="Body">What follows.</param>
/// <param name="Tail">The end.</param>
/// <param name="Owner">The subscription it is a record of, or null.</param>
internal readonly record struct OutboxItem(
    ReadOnlyMemory<byte> Head, ReadOnlyMemory<byte> Body = default, ReadOnlyMemory<byte> Tail = default, INotificationOwner? Owner = null);
