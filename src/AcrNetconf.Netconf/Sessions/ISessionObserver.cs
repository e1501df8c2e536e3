namespace AcrNetconf.Netconf.Sessions;

/// <summary>Hears of sessions: who produces netconf-session-start and netconf-session-end. Must not throw or wait.</summary>
internal interface ISessionObserver
{
    void SessionStarted(NetconfSession session);

    void SessionEnded(NetconfSession session, SessionEndReason reason);
}
