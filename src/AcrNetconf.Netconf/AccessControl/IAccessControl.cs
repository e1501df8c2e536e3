using AcrNetconf.Datastores;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>Decides who may do what (RFC 8341 §3.4).</summary>
/// <remarks>Called concurrently by all sessions; answers from an immutable view of the rules in force.</remarks>
internal interface IAccessControl
{
    /// <summary>May the user call this operation at all (RFC 8341 §3.4.4)?</summary>
    bool MayExecute(RequestOrigin origin, string module, string operation);

    /// <summary>The part of a tree the user may read; the rest is left out silently (RFC 8341 §3.4.5).</summary>
    RootNode Readable(RequestOrigin origin, RootNode root);

    /// <summary>May the user call this action on this node?</summary>
    bool MayInvoke(RequestOrigin origin, InstancePath target, OperationSchema action);

    /// <summary>May the user get this notification (RFC 8341 §3.4.6)?</summary>
    bool MayReceive(RequestOrigin origin, NotificationSchema notification);
}
