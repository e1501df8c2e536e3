namespace AcrNetconf.Netconf.Subscriptions;

/// <summary>The subscription a waiting notification belongs to: told what becomes of it. Called on any thread; must not wait.</summary>
internal interface INotificationOwner
{
    /// <summary>True when not even what waits is to be sent any more.</summary>
    bool IsSilent { get; }

    void CountSent();

    void CountLost();
}
