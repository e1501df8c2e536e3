namespace AcrNetconf.Netconf.Sessions;

/// <summary>Why a session ended: termination-reason of netconf-session-end (RFC 6470 §2.2).</summary>
public enum SessionEndReason
{
    /// <summary>The client sent close-session.</summary>
    Closed,

    /// <summary>Another session sent kill-session.</summary>
    Killed,

    /// <summary>The transport went away.</summary>
    Dropped,

    /// <summary>Idle, no hello, or too slow a reader.</summary>
    Timeout,

    /// <summary>The hello was not acceptable.</summary>
    BadHello,

    /// <summary>Anything else: broken framing, server stop.</summary>
    Other,
}
