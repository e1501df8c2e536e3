using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.UnitTests.Yang.Validation;

/// <summary>Validation with indexes carried along must say exactly what validation of the whole says, whatever became of earlier edits.</summary>
[TestClass]
public sealed class ValidationCacheTests
{
    private const string Model =
        """
        container top {
          leaf lim { type uint8; default 18; }
          list e { key k; unique "u v"; unique "box/w"; unique "ch/x/x";
            leaf k { type uint8; }
            leaf u { type uint8; default 1; }
            leaf v { type uint8; }
            container box { leaf w { type uint8; } leaf d { type uint8; default 7; } }
            leaf n { type uint8; }
            leaf r { type leafref { path "../../e/n"; } }
            leaf rk { type leafref { path "/top/f/k"; } }
            leaf rd { type leafref { path "../../e/box/d"; } }
            leaf ri { type leafref { path "/top/e/i/d"; } }
            leaf by { type leafref { path "../../e[k=current()/../to]/n"; } }
            leaf to { type leafref { path "../../e/k"; } }
            leaf un { type union { type leafref { path "../../e/n"; } type enumeration { enum none; } } }
            leaf s { type uint8; must "count(../../e[n=current()]) <= 1"; }
            leaf t { type uint8; must "not(../../e[n = current()/../s and u != 1]/v > current())"; }
            leaf g { type uint8; must "not(/top/e[k=current()]) or /top/e[k=current()]/box/d > 5"; }
            leaf c { type uint8; must "count(../../e) <= ../../lim"; }
            leaf p { type uint8; must "not(../preceding-sibling::e[n=current()])"; }
            leaf wh { when "../../e[n=current()/../u]"; type uint8; default 4; must ". >= ../u"; }
            choice ch { default x; leaf x { when "../k > 200"; type uint8; default 2; } leaf y { type uint8; } }
            list i { key j; leaf j { type uint8; } leaf d { type uint8; default 5; } leaf m { type leafref { path "/top/e/n"; } } leaf o { type uint8; must "../../../e/i[j=current()]"; } }
          }
          list f { key k; ordered-by user; unique q; leaf k { type uint8; } leaf q { type uint8; }
            leaf back { type leafref { path "../../e/n"; } must "count(../../f[q=current()]) < 2"; } }
          leaf-list l { type leafref { path "../e/n"; } }
          leaf-list a { type leafref { path "../f/k"; } ordered-by user; }
        }
        """;

    // ACR_FUZZ_ROUNDS prolongs the test.
    private static readonly int Steps = int.TryParse(Environment.GetEnvironmentVariable("ACR_FUZZ_ROUNDS"), out var rounds) ? rounds : 1000;

    private static readonly string[] EntryLeafs = ["u", "v", "n", "n", "n", "r", "rk", "rd", "ri", "by", "to", "un", "s", "t", "g", "c", "p", "wh", "x", "y"];

    [TestMethod]
    [DataRow(1)]
    [DataRow(20261122)]
    public void Random_edits_commits_and_discards_are_judged_as_by_whole_validation(int seed)
    {
        var bench = ValidationBench.For(Model);
        var random = new Random(seed);
        var cache = new ValidationCache();
        var running = DataTree.Empty(bench.Context);
        var candidate = running;
        var (invalid, commits, discards) = (0, 0, 0);
        for (var step = 0; step < Steps; step++)
        {
            var edited = candidate;
            for (var n = random.Next(1, 4); n > 0; n--)
            {
                edited = Edit(edited, random);
            }

            var change = DataDiff.Between(candidate, edited);
            candidate = Normaliser.Normalise(change, cache).Tree;
            Assert.IsTrue(candidate.ContentEquals(Normaliser.Normalise(change).Tree), $"seed {seed}, step {step}: normalised alike");

            var whole = ValidationBench.Lines(Validator.Validate(candidate, ValidationScope.Config));
            var part = ValidationBench.Lines(Validator.ValidateChange(DataDiff.Between(running, candidate), ValidationScope.Config, cache));
            CollectionAssert.AreEquivalent(whole.Split('\n'), part.Split('\n'), $"seed {seed}, step {step}");
            invalid += whole.Length > 0 ? 1 : 0;
            if (whole.Length == 0 && random.Next(3) > 0)
            {
                running = candidate;
                commits++;
            }
            else if (random.Next(4) == 0)
            {
                candidate = running;
                discards++;
            }
        }

        Assert.IsGreaterThan(Steps / 10, invalid, "the edits must find something to judge");
        Assert.IsGreaterThan(Steps / 10, commits, "and something to commit");
        Assert.IsGreaterThan(Steps / 30, discards);
        Assert.IsGreaterThan(3, cache.Count, "indexes must have been in use");
    }

    private static DataTree Edit(DataTree tree, Random random)
    {
        var top = (SchemaBranch)tree.Schema.Root.DataChildren[0];
        var at = InstancePath.Root.Append(top);
        switch (random.Next(20))
        {
            case 0:
                return SetOrRemove(tree, at.Append(Child(top, "lim")), random, 14 + random.Next(10));
            case 1 or 2:
                return Value(tree, at.Append(Child(top, random.Next(2) == 0 ? "l" : "a")), random);
            case 3 or 4 or 5:
                var f = (ListSchema)Child(top, "f");
                var rule = at.Append(f, Key(f, random.Next(20)));
                return random.Next(4) switch
                {
                    0 => tree.Remove(rule),
                    1 => Moved(tree, at, rule, random),
                    2 => SetOrRemove(tree, rule.Append(Child(f, "back")), random, random.Next(12)),
                    _ => SetOrRemove(tree, rule.Append(Child(f, "q")), random, random.Next(12)),
                };
            default:
                return EditEntry(tree, at, (ListSchema)Child(top, "e"), random);
        }
    }

    private static DataTree EditEntry(DataTree tree, InstancePath top, ListSchema list, Random random)
    {
        var path = top.Append(list, Key(list, random.Next(20)));
        switch (random.Next(12))
        {
            case 0:
                return tree.Remove(path);
            case 1:
                return tree.Find(path) is null ? tree.Set(path, ListEntryNode.Create(list, path.Step.Key)) : tree;
            case 2 or 3:
                var box = (SchemaBranch)Child(list, "box");
                return SetOrRemove(tree, path.Append(box).Append(Child(box, random.Next(2) == 0 ? "w" : "d")), random, random.Next(12));
            case 4 or 5:
                var inner = (ListSchema)Child(list, "i");
                var below = path.Append(inner, Key(inner, random.Next(12)));
                return random.Next(4) == 0
                    ? tree.Remove(below)
                    : SetOrRemove(tree, below.Append(Child(inner, new[] { "d", "m", "o" }[random.Next(3)])), random, random.Next(12));
            default:
                var name = EntryLeafs[random.Next(EntryLeafs.Length)];
                var other = name is "x" or "y" ? tree.Remove(path.Append(Child(list, name == "x" ? "y" : "x"))) : tree;
                return SetOrRemove(other, path.Append(Child(list, name)), random, random.Next(12));
        }
    }

    private static DataTree SetOrRemove(DataTree tree, InstancePath path, Random random, int number)
    {
        if (random.Next(4) == 0)
        {
            return tree.Remove(path);
        }

        var leaf = (LeafSchema)path.Step.Schema;
        var text = leaf.Name == "un" && random.Next(3) == 0 ? "none" : $"{number}";
        Assert.IsTrue(leaf.Type.TryParse(text, null, out var value, out _));
        return tree.Set(path, new LeafNode(leaf, value));
    }

    private static DataTree Value(DataTree tree, InstancePath path, Random random)
    {
        var schema = (LeafListSchema)path.Step.Schema;
        Assert.IsTrue(schema.Type.TryParse($"{random.Next(12)}", null, out var value, out _));
        var values = tree.Find(path) as LeafListNode ?? LeafListNode.Empty(schema);
        return values.Contains(value)
            ? tree.Remove(path.Parent!.Append(schema, value))
            : tree.Set(path, values.With(value, schema.IsUserOrdered ? ListPosition.First : ListPosition.Last));
    }

    private static DataTree Moved(DataTree tree, InstancePath top, InstancePath path, Random random)
    {
        var list = (ListSchema)path.Step.Schema;
        return tree.Find(path) is ListEntryNode entry && tree.Find(top.Append(list)) is ListNode entries
            ? tree.Set(top.Append(list), entries.With(entry, random.Next(2) == 0 ? ListPosition.First : ListPosition.Last))
            : tree;
    }

    private static SchemaNode Child(SchemaBranch branch, string name) => branch.FindDataChild("urn:t", name)!; // the model has it

    private static ListKey Key(ListSchema list, int number)
    {
        Assert.IsTrue(list.Keys[0].Type.TryParse($"{number}", null, out var value, out _));
        return new(value);
    }
}
