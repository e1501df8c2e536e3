using System.Collections.Immutable;
using System.Xml.Linq;

namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>The content of one datastore as far as the torture goes: the list item. A value.</summary>
internal sealed record ItemStore(ImmutableSortedDictionary<int, Item> Items)
{
    private static readonly XNamespace Test = TestFeature.Namespace;

    public static ItemStore Empty { get; } = new(ImmutableSortedDictionary<int, Item>.Empty);

    /// <summary>What get-config says.</summary>
    public static ItemStore Parse(string reply)
        => new(XElement.Parse(reply).Descendants(Test + "item").ToImmutableSortedDictionary(
            e => (int)e.Element(Test + "id")!,
            e => new Item((string?)e.Element(Test + "label"), (int?)e.Element(Test + "weight"), (int?)e.Element(Test + "next"))));

    public bool Equals(ItemStore? other) => other is not null && Items.SequenceEqual(other.Items);

    public override int GetHashCode() => Items.Count;

    public override string ToString() => $"[{string.Join(' ', Items.Select(i => $"{i.Key}:{i.Value.Label ?? "-"}/{i.Value.Weight?.ToString() ?? "-"}/{i.Value.Next?.ToString() ?? "-"}"))}]";

    /// <summary>Error tags of what is wrong with it: unique label, heavy items have labels, next exists (RFC 7950 §15).</summary>
    public HashSet<string> Faults()
    {
        var faults = new HashSet<string>();
        var labels = Items.Values.Where(i => i.Label is not null).Select(i => i.Label).ToList();
        if (labels.Distinct().Count() < labels.Count || Items.Values.Any(i => i is { Weight: >= 50, Label: null }))
        {
            faults.Add("operation-failed");
        }

        if (Items.Values.Any(i => i.Next is { } next && !Items.ContainsKey(next)))
        {
            faults.Add("data-missing");
        }

        return faults;
    }
}
