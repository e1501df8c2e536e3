using System.Net;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>Who asks to be authenticated.</summary>
/// <param name="User">User name as sent: valid UTF-8 without control characters, 1 to 256 characters.</param>
/// <param name="ConnectionId">Number of the connection.</param>
/// <param name="Remote">Source address.</param>
/// <param name="Failures">Refused requests of this connection so far.</param>
public sealed record AuthContext(string User, long ConnectionId, IPAddress Remote, int Failures);
