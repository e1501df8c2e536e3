using AcrNetconf.Datastores;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.AccessControl;

/// <summary>Everyone may do everything: for servers whose schema has no access control module.</summary>
internal sealed class FullAccess : IAccessControl
{
    public bool MayExecute(RequestOrigin origin, string module, string operation) => true;

    public RootNode Readable(RequestOrigin origin, RootNode root) => root;

    public bool MayInvoke(RequestOrigin origin, InstancePath target, OperationSchema action) => true;

    public bool MayReceive(RequestOrigin origin, NotificationSchema notification) => true;
}
