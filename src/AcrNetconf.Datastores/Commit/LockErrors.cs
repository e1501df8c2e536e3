using System.Globalization;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>lock-denied with the holder's session (RFC 6241 §7.5, Appendix A).</summary>
internal static class LockErrors
{
    public static Violation Denied(uint sessionId, string message)
        => new("lock-denied", null, null, message, [new ViolationInfo("session-id", Editing.EditAttributePolicy.BaseNamespace, sessionId.ToString(CultureInfo.InvariantCulture))]);
}
