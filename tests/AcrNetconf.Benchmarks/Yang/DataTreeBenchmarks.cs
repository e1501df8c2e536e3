using AcrNetconf.Yang.Data;
using BenchmarkDotNet.Attributes;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>What an edit of one leaf costs in a list of a given size, and what a lookup and a bulk build cost.</summary>
[MemoryDiagnoser]
public class DataTreeBenchmarks
{
    private readonly ListModel _model = new();
    private DataTree _tree = null!; // set by Setup
    private InstancePath _leaf = null!; // set by Setup
    private LeafNode[] _values = [];
    private ListNode _list = null!; // set by Setup
    private List<ListEntryNode> _entries = [];
    private ListKey _key;
    private int _turn;

    [Params(10, 10_000, 100_000)]
    public int Entries { get; set; }

    [Params("entry", "rule")]
    public string List { get; set; } = "entry";

    [GlobalSetup]
    public void Setup()
    {
        var schema = List == "entry" ? _model.Entry : _model.Rule;
        _tree = _model.Read(ListModel.Xml(List, Entries));
        var entry = _model.Path(schema, Entries / 2);
        var mtu = (AcrNetconf.Yang.Schema.LeafSchema)schema.DataChildren[2];
        _leaf = entry.Append(mtu);
        _values = [new(mtu, ListModel.Value(mtu.Type, "9000")), new(mtu, ListModel.Value(mtu.Type, "9001"))];
        _list = (ListNode)_tree.Find(entry.Parent!.Append(schema))!; // the tree was just built
        _entries = [.. _list.Entries];
        _key = ListModel.Key(schema, Entries / 2);
    }

    [Benchmark]
    public int Edit_one_leaf_and_diff()
    {
        var after = _tree.Set(_leaf, _values[_turn++ & 1]);
        return DataDiff.Between(_tree, after).Root.Children.Length;
    }

    [Benchmark]
    public ListEntryNode? Find_by_key() => _list.Find(_key);

    [Benchmark]
    public int Build_list() => ListNode.Create(_list.ListSchema, _entries).Count;

    [Benchmark]
    public int Enumerate()
    {
        var total = 0;
        foreach (var entry in _list.Entries)
        {
            total += entry.Count;
        }

        return total;
    }
}
