namespace AcrNetconf.Yang.Encoding;

/// <summary>An attribute of a data element other than a namespace declaration.</summary>
/// <param name="Namespace">Empty for an attribute without prefix.</param>
/// <param name="Name">Local name.</param>
/// <param name="Value">As written.</param>
public readonly record struct DataAttribute(string Namespace, string Name, string Value);
