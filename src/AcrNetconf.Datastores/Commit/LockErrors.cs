using System.Globalization;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Datastores.Commit;

/// <summary>What somebody else's lock is answered with.</summary>
internal static class LockErrors
{
    /// <summary>lock-denied with the holder's session (RFC 6241 §7.5, Appendix A).</summary>
    public static Violation Denied(uint sessionId, string message)
        => new("lock-denied", null, null, message, [Holder(sessionId)]);

    /// <summary>in-use with the holder's session (RFC 5717 §2.5).</summary>
    public static Violation InUse(uint sessionId, InstancePath node, string message)
        => new("in-use", "locked", node, message, [Holder(sessionId)]);

    private static ViolationInfo Holder(uint sessionId)
        => new("session-id", Editing.EditAttributePolicy.BaseNamespace, sessionId.ToString(CultureInfo.InvariantCulture));
}
