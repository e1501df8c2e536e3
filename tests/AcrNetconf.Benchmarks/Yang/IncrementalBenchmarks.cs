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
            list e { key id; unique addr; unique "ip port";
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
            }
          }
        }
        """;

    private readonly ValidationCache _cache = new();
    private SchemaContext _context = null!; // set by Setup
    private DataTree _running = null!; // set by Setup
    private ListSchema _list = null!; // set by Setup
    private int _turn;

    [Params(10, 100_000)]
    public int Entries { get; set; }

    /// <summary>What is changed: without dependants (plain), and with each kind of dependant.</summary>
    [Params("plain", "low", "peer", "addr", "port", "by-name", "name", "sole", "kind", "create-delete")]
    public string Leaf { get; set; } = "plain";

    [GlobalSetup]
    public void Setup()
    {
        _context = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("b", null, Module)).Compile().Context!;
        _list = (ListSchema)((SchemaBranch)_context.Root.DataChildren[0]).DataChildren[0];
        var builder = new TreeBuilder(_context).Enter("a");
        for (var i = 0; i < Entries; i++)
        {
            var other = (i + 7) % Entries;
            builder.Enter("e").Leaf("id", i).Leaf("addr", $"10.{i}").Leaf("ip", $"10.0.0.{i % 50}").Leaf("port", i / 50).Leaf("plain", i).Leaf("low", 1).Leaf("high", 5)
                .Leaf("peer", other).Leaf("name", $"n{i}").Leaf("sole", $"n{other}").Leaf("kind", "x").Leaf("extra", i);
            if (Leaf != "name")
            {
                builder.Leaf("by-name", $"n{other}").Leaf("by-key", $"n{other}");
            }

            builder.Exit();
        }

        _running = builder.Exit().BuildTree();
        if (!Validator.Validate(_running, ValidationScope.Config).IsEmpty)
        {
            throw new InvalidOperationException("the start must be valid");
        }
    }

    [Benchmark]
    public int Change()
    {
        var turn = _turn++;
        var index = (int)(turn / 2 * 7919L % Entries);
        var other = (index + 7) % Entries;
        var back = (turn & 1) == 1;
        var edited = Leaf switch
        {
            "peer" when Entries > 1 => Set(index, "peer", $"{(back ? other : (index + 3) % Entries)}", "by-key", $"n{(back ? other : (index + 3) % Entries)}"),
            "addr" => Set(index, "addr", back ? $"10.{index}" : "unlike"),
            "port" => Set(index, "port", back ? $"{index / 50}" : "9999"),
            "by-name" => Set(index, "by-name", $"n{(back ? other : (index + 3) % Entries)}"),
            "name" => Rename(index, back),
            "sole" => Set(index, "sole", $"n{(back ? other : (index + 3) % Entries)}"),
            "kind" => Set(index, "kind", back ? "x" : "y"),
            "create-delete" => CreateOrDelete(back),
            _ => Set(index, Leaf, back ? "1" : "3"),
        };
        var normalised = Normaliser.Normalise(DataDiff.Between(_running, edited), _cache).Tree;
        var violations = Validator.ValidateChange(DataDiff.Between(_running, normalised), ValidationScope.Config, _cache);
        if (!violations.IsEmpty)
        {
            throw new InvalidOperationException(violations[0].Message);
        }

        _running = normalised;
        return violations.Length;
    }

    private DataTree Set(int index, string leaf, string text, string? also = null, string? alsoText = null)
    {
        var tree = SetLeaf(_running, index, leaf, text);
        return also is null ? tree : SetLeaf(tree, index, also, alsoText!); // they come together
    }

    /// <summary>A name two others speak of: the entry and the one that counts on it change together.</summary>
    private DataTree Rename(int index, bool back)
    {
        var name = back ? $"n{index}" : $"m{index}";
        var speaker = (index - 7 + (Entries * 7)) % Entries;
        return SetLeaf(SetLeaf(_running, index, "name", name), speaker, "sole", name);
    }

    private DataTree CreateOrDelete(bool back)
    {
        var path = PathOf(Entries);
        return back ? _running.Remove(path) : SetLeaf(SetLeaf(_running, Entries, "addr", "new"), Entries, "name", "new");
    }

    private DataTree SetLeaf(DataTree tree, int index, string leaf, string text)
    {
        var schema = (LeafSchema)_list.FindDataChild("urn:b", leaf)!; // the module has it
        return tree.Set(PathOf(index).Append(schema), new LeafNode(schema, ListModel.Value(schema.Type, text)));
    }

    private InstancePath PathOf(int index)
        => InstancePath.Root.Append(_context.Root.DataChildren[0]).Append(_list, new ListKey(ListModel.Value(_list.Keys[0].Type, index.ToString(CultureInfo.InvariantCulture))));
}
