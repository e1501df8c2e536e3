namespace AcrNetconf.Conformance.Netconf.Torture;

/// <summary>One entry in an edit.</summary>
/// <param name="Id">Its key.</param>
/// <param name="Operation">The attribute, or null.</param>
/// <param name="Item">Leafs given.</param>
/// <param name="LabelOperation">create, delete or remove on the label alone, or null.</param>
internal sealed record ItemEdit(int Id, string? Operation, Item Item, string? LabelOperation)
{
    private const string LabelCreated = "fresh";

    /// <summary>As XML of acr-test.</summary>
    public string Xml
    {
        get
        {
            var label = LabelOperation switch
            {
                null => Item.Label is null ? "" : $"<label>{Item.Label}</label>",
                "create" => $"<label nc:operation=\"create\">{LabelCreated}{Id}</label>",
                _ => $"<label nc:operation=\"{LabelOperation}\"/>",
            };
            var weight = Item.Weight is null ? "" : $"<weight>{Item.Weight}</weight>";
            var next = Item.Next is null ? "" : $"<next>{Item.Next}</next>";
            var attribute = Operation is null ? "" : $" nc:operation=\"{Operation}\"";
            return $"<item xmlns=\"{TestFeature.Namespace}\"{attribute}><id>{Id}</id>{label}{weight}{next}</item>";
        }
    }

    /// <summary>RFC 6241 §7.2, RFC 7950 §7.8.6, §7.6.7: the datastore afterwards, or the tags of its errors.</summary>
    public (ItemStore Store, string[] Errors) Apply(ItemStore store, string defaultOperation)
    {
        var old = store.Items.GetValueOrDefault(Id);
        switch (Operation ?? defaultOperation)
        {
            case "create" when old is not null:
                return (store, ["data-exists"]);
            case "delete" when old is null:
            case "none" when old is null:
                return (store, ["data-missing"]);
            case "delete" or "remove":
                return (new ItemStore(store.Items.Remove(Id)), []);
            case "none":
                return ApplyNone(store, old!);
            case "create" or "replace":
                return ApplyLabel(store, new Item(null, Item.Weight, Item.Next), Operation is "create" ? null : old);
            default:
                return ApplyLabel(store, new Item(old?.Label, Item.Weight ?? old?.Weight, Item.Next ?? old?.Next), old);
        }
    }

    private (ItemStore Store, string[] Errors) ApplyNone(ItemStore store, Item old)
    {
        // Leafs without an operation are only context: they must be there and stay as they are.
        var isMissing = (Item.Weight is not null && old.Weight is null) || (Item.Next is not null && old.Next is null)
            || (LabelOperation is null && Item.Label is not null && old.Label is null);
        var (changed, errors) = LabelOperation is null ? (store, []) : ApplyLabel(store, old, old);
        return isMissing ? (store, ["data-missing", .. errors]) : (changed, errors);
    }

    private (ItemStore Store, string[] Errors) ApplyLabel(ItemStore store, Item rest, Item? old)
    {
        switch (LabelOperation)
        {
            case "create" when old?.Label is not null:
                return (store, ["data-exists"]);
            case "delete" when old?.Label is null:
                return (store, ["data-missing"]);
            case "create":
                rest = rest with { Label = LabelCreated + Id };
                break;
            case "delete" or "remove":
                rest = rest with { Label = null };
                break;
            default:
                rest = rest with { Label = Item.Label ?? rest.Label };
                break;
        }

        return (new ItemStore(store.Items.SetItem(Id, rest)), []);
    }
}
