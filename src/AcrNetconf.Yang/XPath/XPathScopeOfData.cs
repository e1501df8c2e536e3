namespace AcrNetconf.Yang.XPath;

/// <summary>Which data an expression may see (RFC 7950 §6.4.1).</summary>
internal enum XPathScopeOfData
{
    ConfigurationOnly,
    Everything,
}
