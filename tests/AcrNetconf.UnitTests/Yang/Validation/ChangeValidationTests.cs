using System.Text;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Validation;

/// <summary>Incremental validation must say exactly what whole validation says.</summary>
[TestClass]
public sealed class ChangeValidationTests
{
    private const string Model =
        """
        identity shape; identity round { base shape; }
        container top {
          leaf mode { type enumeration { enum a; enum b; } default a; }
          leaf limit { type uint8; default 5; must ". >= count(../e)"; }
          container np { leaf must-have { when "../../mode = 'b'"; type string; mandatory true; } leaf d { type uint8; default 3; must ". < ../../limit"; } }
          list e { key k; unique "u"; max-elements 4;
            leaf k { type uint8; }
            leaf u { type uint8; default 200; when "../k > 2"; }
            leaf ref { type leafref { path "../../f/n"; } }
            leaf lim { type uint8; must ". <= ../../limit"; must "not(../../e[k > current()]/lim = .)"; }
            choice c { default dx; leaf x { type uint8; } case dx { leaf y { type uint8; default 9; must ". = 9 or ../x"; } } case two { leaf z { type uint8; } leaf zz { type uint8; mandatory true; } } }
          }
          list f { key n; ordered-by user; leaf n { type uint8; } leaf v { type uint8; must "count(../preceding-sibling::f[v > current()]) = 0"; } leaf dv { when "deref(../../e/ref)/../v = 1"; type uint8; default 1; must "../v != 2"; } }
          leaf-list q { type uint8; must "../e[k = current()]"; max-elements 2; }
          leaf any { type instance-identifier; }
        }
        """;

    [TestMethod]
    [DataRow(1)]
    [DataRow(2)]
    [DataRow(20261122)]
    public void Random_changes_are_judged_alike(int seed)
    {
        var bench = ValidationBench.For(Model);
        var random = new Random(seed);
        var valid = bench.Tree("<top/>");
        var judged = 0;
        for (var i = 0; i < 1500; i++)
        {
            var before = valid;
            var after = Mutate(bench, before, random);
            var normalised = Normaliser.Normalise(DataDiff.Between(before, after)).Tree;
            var whole = Validator.Validate(normalised, ValidationScope.Config);
            var part = Validator.ValidateChange(DataDiff.Between(before, normalised), ValidationScope.Config);
            CollectionAssert.AreEquivalent(
                ValidationBench.Lines(whole).Split('\n').ToArray(),
                ValidationBench.Lines(part).Split('\n').ToArray(),
                $"seed {seed}, step {i}\nbefore {Show(before)}\nafter {Show(normalised)}");
            judged += whole.IsEmpty ? 0 : 1;
            if (whole.IsEmpty)
            {
                valid = normalised;
            }
        }

        Assert.IsGreaterThan(200, judged, "the changes must find something to judge");
    }

    [TestMethod]
    public void Deleting_a_referenced_entry_is_noticed_at_the_reference()
    {
        var bench = ValidationBench.For(Model);
        Assert.AreEqual(
            "data-missing instance-required /t:top/e[k='1']/ref",
            bench.Change("<top><e><k>1</k><ref>7</ref></e><f><n>7</n></f></top>", "<top><e><k>1</k><ref>7</ref></e></top>"));
    }

    [TestMethod]
    public void Default_that_comes_back_is_checked()
    {
        var bench = ValidationBench.For("container c { leaf a { type uint8; default 9; must \". < ../b\"; } leaf b { type uint8; } }");
        Assert.AreEqual("operation-failed must-violation /t:c/a", bench.Change("<c><a>1</a><b>5</b></c>", "<c><b>5</b></c>"));
    }

    private static DataTree Mutate(ValidationBench bench, DataTree tree, Random random)
    {
        // Through text: each mutation rewrites one part of a small document model.
        var model = Document.Of(tree);
        for (var n = random.Next(1, 4); n > 0; n--)
        {
            model.Change(random);
        }

        var text = model.ToString();
        var parsed = bench.Tree(text);
        return DataDiff.Between(tree, parsed).IsEmpty ? tree : Graft(tree, parsed);
    }

    /// <summary>The newer content with as much of the older tree shared as an edit would share.</summary>
    private static DataTree Graft(DataTree from, DataTree to)
    {
        var tree = from;
        foreach (var entry in DataDiff.Between(from, to).Flatten().ToList())
        {
            switch (entry)
            {
                case { Operation: DiffOperation.Delete }:
                    tree = tree.Remove(entry.Path);
                    break;
                case { Operation: DiffOperation.Move } or { After: LeafListNode or ListNode }:
                    var parent = entry.Path.Parent!;
                    tree = tree.Set(parent.Append(entry.Path.Step.Schema), to.Find(parent.Append(entry.Path.Step.Schema))!);
                    break;
                default:
                    tree = tree.Set(entry.Path, entry.After!);
                    break;
            }
        }

        // Where order came into play the graft may miss it; then the plain tree serves.
        return DataDiff.Between(tree, to).IsEmpty ? tree : to;
    }

    private static string Show(DataTree tree) => Document.Of(tree).ToString();

    /// <summary>The content of the model as values to play with.</summary>
    private sealed class Document
    {
        private readonly SortedDictionary<string, string> _leafs = [];
        private readonly List<(string Key, SortedDictionary<string, string> Leafs)> _e = [];
        private readonly List<(string Key, SortedDictionary<string, string> Leafs)> _f = [];
        private readonly List<string> _q = [];

        public static Document Of(DataTree tree)
        {
            var document = new Document();
            foreach (var child in (tree.Root.Find("top") as DataBranch)?.Children ?? [])
            {
                switch (child)
                {
                    case LeafNode leaf:
                        document._leafs[leaf.Name] = leaf.Value.ToString();
                        break;
                    case ContainerNode np:
                        foreach (var leaf in np.Children.OfType<LeafNode>())
                        {
                            document._leafs["np/" + leaf.Name] = leaf.Value.ToString();
                        }

                        break;
                    case ListNode list:
                        foreach (var entry in list.Entries)
                        {
                            var leafs = new SortedDictionary<string, string>();
                            foreach (var leaf in entry.Children.OfType<LeafNode>().Skip(1))
                            {
                                leafs[leaf.Name] = leaf.Value.ToString();
                            }

                            (list.Name == "e" ? document._e : document._f).Add((entry.Key.ToString(), leafs));
                        }

                        break;
                    case LeafListNode values:
                        document._q.AddRange(values.Values.Select(value => value.ToString()));
                        break;
                    default:
                        break;
                }
            }

            return document;
        }

        public void Change(Random random)
        {
            var small = $"{random.Next(6)}";
            switch (random.Next(12))
            {
                case 0:
                    Toggle(_leafs, random, "mode", random.Next(2) == 0 ? "a" : "b");
                    break;
                case 1:
                    Toggle(_leafs, random, "limit", $"{random.Next(10)}");
                    break;
                case 2:
                    Toggle(_leafs, random, random.Next(2) == 0 ? "np/must-have" : "np/d", small);
                    break;
                case 3:
                    Toggle(_leafs, random, "any", random.Next(2) == 0 ? "/t:top/t:limit" : $"/t:top/t:f[t:n='{small}']");
                    break;
                case 4 or 5 or 6 or 7:
                    ChangeEntry(_e, random, ["u", "ref", "lim", "x", "y", "z", "zz"]);
                    break;
                case 8 or 9 or 10:
                    ChangeEntry(_f, random, ["v", "dv"]);
                    break;
                default:
                    if (!_q.Remove(small))
                    {
                        _q.Add(small);
                    }

                    break;
            }
        }

        public override string ToString()
        {
            var text = new StringBuilder("<top>");
            foreach (var (name, value) in _leafs.Where(leaf => !leaf.Key.StartsWith("np/", StringComparison.Ordinal)))
            {
                text.Append($"<{name}>{value}</{name}>");
            }

            text.Append("<np>");
            foreach (var (name, value) in _leafs.Where(leaf => leaf.Key.StartsWith("np/", StringComparison.Ordinal)))
            {
                text.Append($"<{name[3..]}>{value}</{name[3..]}>");
            }

            text.Append("</np>");
            Append(text, "e", "k", _e);
            Append(text, "f", "n", _f);
            foreach (var value in _q)
            {
                text.Append($"<q>{value}</q>");
            }

            return text.Append("</top>").ToString();
        }

        private static void Toggle(SortedDictionary<string, string> leafs, Random random, string name, string value)
        {
            if (random.Next(3) == 0)
            {
                leafs.Remove(name);
            }
            else
            {
                leafs[name] = value;
            }
        }

        private static void ChangeEntry(List<(string Key, SortedDictionary<string, string> Leafs)> entries, Random random, string[] names)
        {
            var key = $"{random.Next(6)}";
            var at = entries.FindIndex(entry => entry.Key == key);
            if (at < 0)
            {
                entries.Insert(random.Next(entries.Count + 1), (key, []));
                return;
            }

            if (random.Next(5) == 0)
            {
                entries.RemoveAt(at);
                return;
            }

            var name = names[random.Next(names.Length)];
            if (name is "x" or "y" or "z" or "zz")
            {
                // One case at a time, as an edit would have it.
                foreach (var other in new[] { "x", "y", "z", "zz" })
                {
                    entries[at].Leafs.Remove(other);
                }
            }

            Toggle(entries[at].Leafs, random, name, $"{random.Next(6)}");
            if (name is "zz" && entries[at].Leafs.ContainsKey("zz") && random.Next(2) == 0)
            {
                entries[at].Leafs["z"] = "1";
            }
        }

        private static void Append(StringBuilder text, string list, string key, List<(string Key, SortedDictionary<string, string> Leafs)> entries)
        {
            foreach (var (value, leafs) in entries)
            {
                text.Append($"<{list}><{key}>{value}</{key}>");
                foreach (var (name, content) in leafs)
                {
                    text.Append($"<{name}>{content}</{name}>");
                }

                text.Append($"</{list}>");
            }
        }
    }
}
