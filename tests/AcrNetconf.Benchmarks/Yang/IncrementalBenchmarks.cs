using System.Globalization;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;
using BenchmarkDotNet.Attributes;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>One leaf of one entry changes in a configuration that stays: edit, diff, normalise, validate with the indexes a commit loop keeps.</summary>
/// <remarks>
/// Each call goes on from the tree the last one made, as commits do, alternating between two values of the leaf, so every call is a real
/// change and every index is brought from one version to the next. Entries are visited in turn, as a busy system would, not the same again.
/// </remarks>
[MemoryDiagnoser]
public class IncrementalBenchmarks
{
    private const string Module =
        """
        module b { yang-version 1.1; namespace "urn:b"; prefix b;
          container a {
            list e { key id; unique addr; unique "ip port"; min-elements 1; max-elements 200000;
              leaf id { type uint32; }
              leaf addr { type string; }
              leaf ip { type string; }
              leaf port { type uint16; }
              leaf plain { type uint32; }
              leaf low { type uint32; }
              leaf high { type uint32; must ". >= ../low"; }
              leaf peer { type leafref { path "../../e/id"; } }
              leaf name { type string; }
              leaf by-name { type leafref { path "../../e/name"; } }
              leaf by-key { type leafref { path "../../e[id=current()/../peer]/name"; } }
              leaf sole { type string; must "count(../../e[name=current()]) = 1"; }
              leaf kind { type enumeration { enum x; enum y; } must "count(../../e) < 200000"; }
              leaf extra { when "../kind = 'x'"; type uint32; }
              leaf via { type leafref { path "../../e/id"; } must "deref(.)/../load < 100"; }
              leaf load { type uint32; }
              choice route { leaf left { type uint32; } leaf right { type uint32; } }
              list sub { key n; min-elements 1; max-elements 2; leaf n { type uint8; } }
            }
            list o { key id; ordered-by user; leaf id { type uint32; } }
          }
        }
        """;

    private readonly ValidationCache _cache = new();
    private SchemaContext _context = null!; // set by Setup
    private DataTree _running = null!; // set by Setup
    private ListSchema _list = null!; // set by Setup
    private ListSchema _ordered = null!; // set by Setup
    private int _turn;

    [Params(10, 100_000)]
    public int Entries { get; set; }

    /// <summary>How many different entries are visited; 0 means all of them.</summary>
    public int Visited { get; set; }

    /// <summary>What is changed: without dependants (plain), and with each kind of dependant.</summary>
    [Params(
        "plain", "low", "peer", "addr", "port", "by-name", "name", "sole", "kind", "create-delete",
        "target", "refused", "via", "load", "when", "choice", "sub", "move")]
    public string Leaf { get; set; } = "plain";

    [GlobalSetup]
    public void Setup()
    {
        _context = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("b", null, Module)).Compile().Context!;
        _list = (ListSchema)((SchemaBranch)_context.Root.DataChildren[0]).DataChildren[0];
        _ordered = (ListSchema)((SchemaBranch)_context.Root.DataChildren[0]).DataChildren[1];
        var builder = new TreeBuilder(_context).Enter("a");
        for (var i = 0; i < Entries; i++)
        {
            var other = (i + 7) % Entries;
            builder.Enter("e").Leaf("id", i).Leaf("addr", $"10.{i}").Leaf("ip", $"10.0.0.{i % 50}").Leaf("port", i / 50).Leaf("plain", i).Leaf("low", 1).Leaf("high", 5)
                .Leaf("peer", other).Leaf("name", $"n{i}").Leaf("sole", $"n{other}").Leaf("kind", "x").Leaf("extra", i)
                .Leaf("via", other).Leaf("load", 1).Leaf("left", 1).Enter("sub").Leaf("n", 1).Exit();
            if (Leaf != "name") // with "name" nobody refers to names
            {
                builder.Leaf("by-name", $"n{other}").Leaf("by-key", $"n{other}");
            }

            builder.Exit();
        }

        for (var i = 0; i < Entries; i++)
        {
            builder.Enter("o").Leaf("id", i).Exit();
        }

        _running = builder.Exit().BuildTree();
        if (!Validator.Validate(_running, ValidationScope.Config).IsEmpty)
        {
            throw new InvalidOperationException("the start must be valid");
        }
    }

    [Benchmark]
    public int Change() => Change(null);

    /// <summary>One change; <paramref name="phases"/> receives how long its parts took.</summary>
    internal int Change(PhaseTimes? phases)
    {
        var turn = _turn++;
        var index = Visited == 0 ? (int)(turn / 2 * 7919L % Entries) : turn / 2 % Visited * (Entries / Visited);
        phases?.Start();
        var edited = Edit(index, back: (turn & 1) == 1);
        phases?.Mark(Phase.Edit);
        var change = DataDiff.Between(_running, edited);
        phases?.Mark(Phase.Diff);
        var normalised = Normaliser.Normalise(change, _cache).Tree;
        phases?.Mark(Phase.Normalise);
        change = DataDiff.Between(_running, normalised);
        phases?.Mark(Phase.Diff);
        var violations = Validator.ValidateChange(change, ValidationScope.Config, _cache);
        phases?.Mark(Phase.Validate);
        if (violations.IsEmpty == (Leaf == "refused"))
        {
            throw new InvalidOperationException(violations.IsEmpty ? "the loss of a target must be noticed" : violations[0].Message);
        }

        _running = violations.IsEmpty ? normalised : _running;
        return violations.Length;
    }

    private DataTree Edit(int index, bool back)
    {
        var other = (back ? index + 7 : index + 3) % Entries;
        return Leaf switch
        {
            "peer" => SetLeaf(SetLeaf(_running, index, "peer", $"{other}"), index, "by-key", $"n{other}"), // they come together
            "addr" => SetLeaf(_running, index, "addr", back ? $"10.{index}" : "unlike"),
            "port" => SetLeaf(_running, index, "port", back ? $"{index / 50}" : "9999"),
            "by-name" or "sole" => SetLeaf(_running, index, Leaf, $"n{other}"),
            "via" => SetLeaf(_running, index, "via", $"{other}"),
            "name" or "target" => Rename(index, back),
            "refused" => _running.Remove(PathOf(index).Append(Child("name"))),
            "kind" => SetLeaf(_running, index, "kind", back ? "x" : "y"),
            "when" => back ? SetLeaf(SetLeaf(_running, index, "kind", "x"), index, "extra", "7") : SetLeaf(_running, index, "kind", "y"),
            "choice" => SetLeaf(_running, index, back ? "left" : "right", "2"),
            "sub" => Sub(index, back),
            "move" => Move(index, back),
            "create-delete" => CreateOrDelete(back),
            _ => SetLeaf(_running, index, Leaf, back ? "1" : "3"),
        };
    }

    /// <summary>A name others speak of: the entry and those that count on it change together.</summary>
    private DataTree Rename(int index, bool back)
    {
        var name = back ? $"n{index}" : $"m{index}";
        var speaker = (index - 7 + (Entries * 7)) % Entries;
        var tree = SetLeaf(SetLeaf(_running, index, "name", name), speaker, "sole", name);
        return Leaf == "name" ? tree : SetLeaf(SetLeaf(tree, speaker, "by-name", name), speaker, "by-key", name);
    }

    private DataTree CreateOrDelete(bool back)
    {
        var path = PathOf(Entries);
        if (back)
        {
            return _running.Remove(path);
        }

        var sub = (ListSchema)Child("sub");
        var tree = _running.Set(path.Append(sub, Key(sub, 1)), ListEntryNode.Create(sub, Key(sub, 1)));
        return SetLeaf(SetLeaf(tree, Entries, "addr", "new"), Entries, "name", "new");
    }

    /// <summary>A second entry of an inner list comes and goes; one is the least, two the most.</summary>
    private DataTree Sub(int index, bool back)
    {
        var sub = (ListSchema)Child("sub");
        var path = PathOf(index).Append(sub, Key(sub, 2));
        return back ? _running.Remove(path) : _running.Set(path, ListEntryNode.Create(sub, Key(sub, 2)));
    }

    /// <summary>An entry of the user-ordered list goes behind its next but one neighbour and comes back.</summary>
    private DataTree Move(int index, bool back)
    {
        var path = InstancePath.Root.Append(_context.Root.DataChildren[0]).Append(_ordered);
        var entries = (ListNode)_running.Find(path)!; // Setup made it
        index %= Entries - 2;
        var anchor = back ? ListPosition.Before(Key(_ordered, index + 1)) : ListPosition.After(Key(_ordered, index + 2));
        return _running.Set(path, entries.With(entries.Find(Key(_ordered, index))!, anchor)); // as above
    }

    private DataTree SetLeaf(DataTree tree, int index, string leaf, string text)
    {
        var schema = (LeafSchema)Child(leaf);
        return tree.Set(PathOf(index).Append(schema), new LeafNode(schema, ListModel.Value(schema.Type, text)));
    }

    private SchemaNode Child(string name) => _list.FindDataChild("urn:b", name)!; // the module has it

    private InstancePath PathOf(int index) => InstancePath.Root.Append(_context.Root.DataChildren[0]).Append(_list, Key(_list, index));

    private static ListKey Key(ListSchema list, int index) => new(ListModel.Value(list.Keys[0].Type, index.ToString(CultureInfo.InvariantCulture)));
}
