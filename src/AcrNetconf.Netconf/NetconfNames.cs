namespace AcrNetconf.Netconf;

/// <summary>XML namespaces and capability URIs of the protocol.</summary>
public static class NetconfNames
{
    /// <summary>Namespace of rpc, rpc-reply, hello and the base operations (RFC 6241 §3.1).</summary>
    public const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    /// <summary>Namespace of notification and create-subscription (RFC 5277 §4).</summary>
    public const string Notification = "urn:ietf:params:xml:ns:netconf:notification:1.0";

    /// <summary>Namespace of /netconf/streams (RFC 5277 §3.4).</summary>
    public const string Streams = "urn:ietf:params:xml:ns:netmod:notification";

    /// <summary>Namespace of ietf-netconf-monitoring and get-schema (RFC 6022 §5).</summary>
    public const string Monitoring = "urn:ietf:params:xml:ns:yang:ietf-netconf-monitoring";

    /// <summary>Namespace of the with-defaults parameter (RFC 6243 §5).</summary>
    public const string WithDefaults = "urn:ietf:params:xml:ns:yang:ietf-netconf-with-defaults";

    /// <summary>Namespace of the <c>default</c> attribute of report-all-tagged (RFC 6243 §6).</summary>
    public const string DefaultAttribute = "urn:ietf:params:xml:ns:netconf:default:1.0";

    /// <summary>Namespace of YANG's own protocol elements: action, insert, key, value (RFC 7950 §5.3.1).</summary>
    public const string Yang = "urn:ietf:params:xml:ns:yang:1";

    /// <summary>Namespace of ietf-yang-library (RFC 8525 §4).</summary>
    public const string YangLibrary = "urn:ietf:params:xml:ns:yang:ietf-yang-library";

    /// <summary>Namespace of the base notifications (RFC 6470 §2.2).</summary>
    public const string BaseNotifications = "urn:ietf:params:xml:ns:yang:ietf-netconf-notifications";

    /// <summary>Namespace of ietf-netconf-acm (RFC 8341 §3.5).</summary>
    public const string AccessControl = "urn:ietf:params:xml:ns:yang:ietf-netconf-acm";

    /// <summary>Namespace of get-data and edit-data (RFC 8526 §4).</summary>
    public const string Nmda = "urn:ietf:params:xml:ns:yang:ietf-netconf-nmda";

    /// <summary>Namespace of the identities of datastores (RFC 8342 §7.1).</summary>
    public const string Datastores = "urn:ietf:params:xml:ns:yang:ietf-datastores";

    /// <summary>Namespace of subscriptions (RFC 8639 §4).</summary>
    public const string SubscribedNotifications = "urn:ietf:params:xml:ns:yang:ietf-subscribed-notifications";

    /// <summary>Namespace of subscriptions to datastores (RFC 8641 §5).</summary>
    public const string YangPush = "urn:ietf:params:xml:ns:yang:ietf-yang-push";

    /// <summary>Namespace of ietf-system-capabilities (RFC 9196 §4.2).</summary>
    public const string SystemCapabilities = "urn:ietf:params:xml:ns:yang:ietf-system-capabilities";

    /// <summary>Namespace of the origin annotation (RFC 8342 §7.2).</summary>
    public const string Origin = "urn:ietf:params:xml:ns:yang:ietf-origin";

    /// <summary>Namespace of ietf-netconf-partial-lock (RFC 5717 Appendix B).</summary>
    public const string PartialLock = "urn:ietf:params:xml:ns:netconf:partial-lock:1.0";

    /// <summary>Namespace of the attributes traceparent and tracestate (draft-ietf-netconf-trace-ctx-extension §2).</summary>
    public const string TraceContext = "urn:ietf:params:xml:ns:netconf:w3ctc:1.0";

    /// <summary>Namespace of ietf-nmda-compare (RFC 9144 §4).</summary>
    public const string Compare = "urn:ietf:params:xml:ns:yang:ietf-nmda-compare";

    /// <summary>Namespace of ietf-netconf-private-candidate (draft-ietf-netconf-privcand).</summary>
    public const string PrivateCandidate = "urn:ietf:params:xml:ns:yang:ietf-netconf-private-candidate";

    /// <summary>Said by both sides when the session is to have a candidate of its own (draft-ietf-netconf-privcand §4.5).</summary>
    public const string PrivateCandidateCapability = CapabilityPrefix + "private-candidate:1.0";

    public const string Base10 = "urn:ietf:params:netconf:base:1.0";

    public const string Base11 = "urn:ietf:params:netconf:base:1.1";

    /// <summary>Common start of the optional capabilities.</summary>
    public const string CapabilityPrefix = "urn:ietf:params:netconf:capability:";
}
