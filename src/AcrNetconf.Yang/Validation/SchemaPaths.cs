using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Validation;

/// <summary>Ways through the schema as data sees it: choices and cases left out.</summary>
internal static class SchemaPaths
{
    /// <summary>The data nodes below <paramref name="top"/> that lead to <paramref name="node"/>, itself last; empty when they are the same.</summary>
    public static List<SchemaNode> Between(SchemaNode top, SchemaNode node)
    {
        var path = new List<SchemaNode>();
        for (var at = node; at is not null && !ReferenceEquals(at, top); at = SchemaWalk.ParentOf(at))
        {
            path.Add(at);
        }

        path.Reverse();
        return path;
    }
}
