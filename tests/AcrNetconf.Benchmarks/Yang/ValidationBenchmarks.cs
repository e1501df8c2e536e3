using System.Globalization;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Validation;
using BenchmarkDotNet.Attributes;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>One leaf of one entry changes: edit, diff, normalise, validate. The cost must not follow the size of the list.</summary>
[MemoryDiagnoser]
public class ValidationBenchmarks
{
    private const string Module =
        """
        module b { yang-version 1.1; namespace "urn:b"; prefix b;
          container a {
            list e { key id; unique addr;
              leaf id { type uint32; }
              leaf addr { type string; }
              leaf plain { type uint32; }
              leaf low { type uint32; }
              leaf high { type uint32; must ". >= ../low"; }
              leaf peer { type leafref { path "../../e/id"; } }
              leaf name { type string; }
              leaf by-name { type leafref { path "../../e/name"; } }
              leaf sole { type string; must "count(../../e[name=current()]) = 1"; }
            }
          }
        }
        """;

    private SchemaContext _context = null!; // set by Setup
    private DataTree _tree = null!; // set by Setup

    [Params(10, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _context = new SchemaContextBuilder(new MemoryModuleSource()).ImplementText(new ModuleText("b", null, Module)).Compile().Context!;
        var builder = new TreeBuilder(_context).Enter("a");
        for (var i = 0; i < Entries; i++)
        {
            var other = ((i * 7L) + 1) % Entries;
            builder.Enter("e").Leaf("id", i).Leaf("addr", $"10.{i}").Leaf("plain", i).Leaf("low", 1).Leaf("high", 5).Leaf("peer", other)
                .Leaf("name", $"n{i}").Leaf("by-name", $"n{other}").Leaf("sole", $"n{other}").Exit();
        }

        _tree = builder.Exit().BuildTree();
        if (!Validator.Validate(_tree, ValidationScope.Config).IsEmpty)
        {
            throw new InvalidOperationException("the start must be valid");
        }
    }

    [Benchmark]
    [Arguments("plain", "77")]
    [Arguments("low", "3")]
    [Arguments("peer", "4")]
    [Arguments("addr", "unlike")]
    [Arguments("by-name", "n3")]
    [Arguments("sole", "n2")]
    [Arguments("name", "renamed")]
    public int Change(string leaf, string value)
    {
        var list = (ListSchema)((SchemaBranch)_context.Root.DataChildren[0]).DataChildren[0];
        var schema = (LeafSchema)list.FindDataChild("urn:b", leaf)!;
        if (!list.Keys[0].Type.TryParse((Entries / 2).ToString(CultureInfo.InvariantCulture), null, out var id, out _)
            || !schema.Type.TryParse(value, null, out var typed, out _))
        {
            throw new InvalidOperationException("bad value");
        }

        var path = InstancePath.Root.Append(_context.Root.DataChildren[0]).Append(list, new ListKey(id)).Append(schema);
        var edited = _tree.Set(path, new LeafNode(schema, typed));
        var normalised = Normaliser.Normalise(DataDiff.Between(_tree, edited));
        return Validator.ValidateChange(DataDiff.Between(_tree, normalised.Tree), ValidationScope.Config).Length;
    }
}
