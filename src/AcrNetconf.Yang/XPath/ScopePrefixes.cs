using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.XPath;

/// <summary>Lets values inside expressions use the expression's prefixes; module names serve where no prefix is meant.</summary>
internal sealed class ScopePrefixes(IXPathScope scope) : IPrefixResolver
{
    public YangModule? Resolve(string prefix) => scope.ModuleOf(prefix);
}
