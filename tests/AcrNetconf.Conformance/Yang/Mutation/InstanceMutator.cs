using System.Xml.Linq;

namespace AcrNetconf.Conformance.Yang.Mutation;

/// <summary>Seeded changes of a valid instance document.</summary>
internal sealed class InstanceMutator(int seed)
{
    private static readonly string[] Values =
    [
        "", " ", "0", "-1", "1", "+5", "05", "-0", "00", "7", "5", "256", "255", "100", "101", "1.5", "1.50", "1.5000", "-1.501", "10.0", "1e3", ".5", "5.", "0x1f", "0X1F", "18446744073709551616", "9223372036854775807.9",
        "true", "false", "TRUE", "a", "b", "a b", "b a", "a a", " a ", "a\nb", "z", "zz9", "nothing", "full", "plain", "none", "12", "x-y", "p1", "p2", "p3", "g1", "g3", "YQ==", "YQ", "Y Q = =", "YWJjZGU=", "====", "d:fibre", "d:fast", "d:optical", "d:kind", "fibre", "e:fast", ":fast", "d:",
        "/d:device", "/d:device/d:port[d:name='p1']", "/d:device/d:port[d:name=\"p3\"]/d:speed", "/d:device/d:port[d:name='p9']", "/device/name", "/d:device/d:name", "d:device", "/d:top-list[.='x']", "/d:top[d:k='true']", "/d:device/d:port[1]", "/d:device/d:load", "/d:device/d:port[d:name='p1']/d:unit[d:id='1'][d:side='left']",
        "/d:device/d:port[d:name='p1']/d:unit[d:id='1']", "/d:device/d:nope", "/x:device", "/d:device/d:port[d:name='p1']/d:unit[d:side='left'][d:id='1']", "/", "", "é", "\t", "left", "right", "abcdefghij",
    ];

    private readonly Random _random = new(seed);

    /// <summary>Changes the children of a wrapper element; says what it did.</summary>
    public string Mutate(XElement root)
    {
        var changes = new List<string>();
        for (var tries = 0; tries < 20 && changes.Count == 0; tries++)
        {
            for (var count = _random.Next(6) == 0 ? 2 : 1; count > 0; count--)
            {
                if (Change(root) is { } change)
                {
                    changes.Add(change);
                }
            }
        }

        return string.Join("; ", changes);
    }

    private string? Change(XElement root)
    {
        var all = root.Descendants().ToList();
        if (all.Count == 0)
        {
            return null;
        }

        var at = Pick(all);
        var leaves = all.Where(each => !each.HasElements).ToList();
        var leaf = Pick(leaves);
        switch (_random.Next(18))
        {
            case 0 or 1:
                at.Remove();
                return $"drop {Show(at)}";
            case 2:
                at.AddAfterSelf(new XElement(at));
                return $"duplicate {Show(at)}";
            case 3:
                var target = Pick(all);
                if (target.AncestorsAndSelf().Contains(at))
                {
                    return null;
                }

                at.Remove();
                target.Add(at);
                return $"move {Show(at)} into {Show(target)}";
            case 4 or 5 or 6:
                return SetText(leaf, Pick(Values));
            case 7:
                return SetText(leaf, CharacterChange(leaf.Value));
            case 8:
                return SetText(leaf, Pick(leaves).Value);
            case 9:
                var alike = leaves.Where(each => each.Name == leaf.Name && each.Value != leaf.Value).ToList();
                return alike.Count == 0 ? null : SetText(leaf, Pick(alike).Value);
            case 10:
                var name = Pick(all).Name;
                var shown = Show(at);
                at.Attribute("xmlns")?.Remove();
                at.Name = _random.Next(3) == 0 ? at.Name.Namespace + "zz" : name;
                return $"{shown} is now {Show(at)}";
            case 11:
                at.Attribute("xmlns")?.Remove();
                at.Name = XName.Get(at.Name.LocalName, _random.Next(2) == 0 ? "urn:nobody" : "");
                return $"another namespace for {Show(at)}";
            case 12:
                at.Add(new XElement(at.Name.Namespace + "zz", "1"));
                return $"an unknown element in {Show(at)}";
            case 13:
                if (at.Parent is not { } parent)
                {
                    return null;
                }

                at.Remove();
                parent.AddFirst(at);
                return $"{Show(at)} comes first";
            case 14:
                return CopyEntry(all);
            case 15:
                at.RemoveNodes();
                return $"empty {Show(at)}";
            case 16:
                at.AddFirst("text");
                return $"text in {Show(at)}";
            default:
                return Graft(at, all);
        }
    }

    /// <summary>A second entry like the first but for one leaf.</summary>
    private string? CopyEntry(List<XElement> all)
    {
        var entries = all.Where(each => each.HasElements).ToList();
        if (entries.Count == 0)
        {
            return null;
        }

        var entry = Pick(entries);
        var copy = new XElement(entry);
        var inner = Pick(copy.Descendants().Where(each => !each.HasElements).ToList());
        inner.Value = inner.Value + "2";
        entry.AddAfterSelf(copy);
        return $"copy {Show(entry)}, {Show(inner)}";
    }

    private string? Graft(XElement at, List<XElement> all)
    {
        // Next to an element, another one found elsewhere: cases of choices, state, wrong places.
        var other = new XElement(Pick(all));
        at.AddAfterSelf(other);
        return $"{Show(other)} beside {Show(at)}";
    }

    private static string? SetText(XElement leaf, string text)
    {
        var old = leaf.Value;
        leaf.Value = text;
        return old == text ? null : $"{leaf.Name.LocalName} \"{old}\" becomes \"{text}\"";
    }

    private string CharacterChange(string text)
    {
        var at = _random.Next(text.Length + 1);
        return _random.Next(3) switch
        {
            0 when at < text.Length => text.Remove(at, 1),
            1 => text.Insert(at, Pick(["0", " ", "a", "-", "'", "/", ":", "]"])),
            _ => text[..at],
        };
    }

    private T Pick<T>(IReadOnlyList<T> items) => items[_random.Next(items.Count)];

    private static string Show(XElement element) => element.HasElements ? element.Name.LocalName : $"{element.Name.LocalName} \"{element.Value}\"";
}
