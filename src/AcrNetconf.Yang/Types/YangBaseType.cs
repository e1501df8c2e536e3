namespace AcrNetconf.Yang.Types;

/// <summary>The built-in types (RFC 7950 §4.2.4).</summary>
public enum YangBaseType
{
    Binary,
    Bits,
    Boolean,
    Decimal64,
    Empty,
    Enumeration,
    IdentityRef,
    InstanceIdentifier,
    Int8,
    Int16,
    Int32,
    Int64,
    LeafRef,
    String,
    UInt8,
    UInt16,
    UInt32,
    UInt64,
    Union,
}
