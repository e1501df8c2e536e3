namespace AcrNetconf.Netconf.Sessions;

/// <summary>Why a session ends.</summary>
/// <param name="Reason">For netconf-session-end.</param>
/// <param name="Text">One sentence for the log and for the transport.</param>
internal sealed record SessionEnding(SessionEndReason Reason, string Text);
