using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Attributes that may stand on data without a protocol giving them a meaning: metadata annotations (RFC 7952).</summary>
internal static class XmlAnnotations
{
    private const string WithDefaults = "urn:ietf:params:xml:ns:netconf:default:1.0";
    private const string Xml = "http://www.w3.org/XML/1998/namespace";
    private const string Schema = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Null when the attribute is an annotation some module defines, or one XML itself defines.</summary>
    public static string? Refusal(in DataAttribute attribute, SchemaContext context)
    {
        if (attribute.Namespace is WithDefaults or Xml or Schema)
        {
            return null;
        }

        if (attribute.Namespace.Length == 0)
        {
            return $"attribute {attribute.Name} has no namespace";
        }

        var name = attribute.Name;
        return context.FindModuleByNamespace(attribute.Namespace) is { } module
            && module.Extensions.Any(extension => extension is { Module: "ietf-yang-metadata", Name: "annotation" } && extension.Argument == name)
            ? null
            : $"attribute {name} of namespace {attribute.Namespace} is not known here";
    }
}
