using System.Collections.Immutable;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Data;

/// <summary>Hands out one prefix per module, the module's own where it is free, and remembers them in order of use.</summary>
internal sealed class PrefixMap
{
    private readonly List<(YangModule Module, string Prefix)> _known = [];

    public ImmutableArray<KeyValuePair<string, string>> Declarations
        => [.. _known.Select(known => KeyValuePair.Create(known.Prefix, known.Module.Namespace))];

    public string For(YangModule module)
    {
        foreach (var known in _known)
        {
            if (ReferenceEquals(known.Module, module) || known.Module.Namespace == module.Namespace)
            {
                return known.Prefix;
            }
        }

        var prefix = module.Prefix;
        for (var n = 2; _known.Exists(known => known.Prefix == prefix); n++)
        {
            prefix = module.Prefix + n;
        }

        _known.Add((module, prefix));
        return prefix;
    }
}
