namespace AcrNetconf.Yang.Syntax;

/// <summary>What the grammar says about a statement's argument (RFC 7950 §14).</summary>
internal enum ArgumentKind
{
    None,
    Text,
    Identifier,
    IdentifierReference,
    Boolean,
    Date,
    Version,
    Status,
    OrderedBy,
    MinElements,
    MaxElements,
    FractionDigits,
    EnumValue,
    BitPosition,
    EnumName,
    IfFeature,
    Key,
    Unique,
    AbsoluteSchemaNode,
    AnySchemaNode,
    DescendantSchemaNode,
    Modifier,
    Deviate,
    NonEmptyText,
}
