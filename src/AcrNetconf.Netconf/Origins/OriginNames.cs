using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Origins;

/// <summary>The identities of ietf-origin.</summary>
internal static class OriginNames
{
    public static string Of(DataOrigin origin) => origin switch
    {
        DataOrigin.Intended => "intended",
        DataOrigin.Default => "default",
        DataOrigin.System => "system",
        DataOrigin.Learned => "learned",
        DataOrigin.Dynamic => "dynamic",
        _ => "unknown",
    };

    /// <summary>All origins that are one of the wanted identities or derived from it.</summary>
    public static IReadOnlySet<DataOrigin> Matching(SchemaContext schema, IEnumerable<YangIdentity> wanted)
    {
        var identities = schema.FindModuleByNamespace(NetconfNames.Origin)!.Identities; // whoever names one has the module
        return Enum.GetValues<DataOrigin>()
            .Where(o => wanted.Any(w => ReferenceEquals(identities[Of(o)], w) || identities[Of(o)].IsDerivedFrom(w)))
            .ToHashSet();
    }
}
