using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Agent.Features;

/// <summary>Finds places of a served model by the names of its nodes.</summary>
internal static class ModelPlaces
{
    /// <summary>A child of the same module, by name.</summary>
    /// <exception cref="ArgumentException">The model has no such node; the message names it.</exception>
    public static T Child<T>(this SchemaBranch parent, string name)
        where T : SchemaNode
        => parent.DataChildren.FirstOrDefault(c => c.Name == name && (parent.Parent is null || c.Module == parent.Module)) as T
            ?? throw new ArgumentException($"{parent.SchemaPath} has no {name}", nameof(name));

    /// <summary>The entry of a list with one key.</summary>
    public static InstancePath Entry(this InstancePath parent, ListSchema list, string key)
        => list.Keys[0].Type.TryParse(key, null, out var value, out _)
            ? parent.Append(list, new ListKey(value))
            : throw new ArgumentException($"{key} is no key of {list.SchemaPath}", nameof(key));
}
