using System.Buffers;
using System.Xml;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using BenchmarkDotNet.Attributes;

namespace AcrNetconf.Benchmarks.Yang;

/// <summary>Reading and writing a list; one entry of seven leafs is about 220 bytes of XML.</summary>
[MemoryDiagnoser]
public class XmlEncodingBenchmarks
{
    private readonly ListModel _model = new();
    private byte[] _xml = [];
    private byte[] _json = [];
    private DataTree _tree = null!; // set by Setup
    private ArrayBufferWriter<byte> _output = new();

    [Params(10_000, 100_000)]
    public int Entries { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _xml = ListModel.Xml("entry", Entries);
        _tree = _model.Read(_xml);
        _output = new ArrayBufferWriter<byte>(_xml.Length * 2);
        JsonDataWriter.WriteContent(_output, _tree.Root);
        _json = _output.WrittenSpan.ToArray();
        Console.WriteLine($"XML {_xml.Length} bytes, JSON {_json.Length} bytes");
    }

    [Benchmark]
    public DataTree Read() => _model.Read(_xml);

    /// <summary>What the reader underneath costs by itself.</summary>
    [Benchmark]
    public int Tokenise_only()
    {
        using var reader = XmlReader.Create(new MemoryStream(_xml), XmlDataReader.Settings);
        var nodes = 0;
        while (reader.Read())
        {
            nodes++;
        }

        return nodes;
    }

    [Benchmark]
    public int Write()
    {
        _output.ResetWrittenCount();
        XmlDataWriter.WriteContent(_output, _model.Context, _tree.Root);
        return _output.WrittenCount;
    }

    [Benchmark]
    public int Read_json() => JsonDataReader.ReadConfig(_json, _model.Context).Node.Count;

    [Benchmark]
    public int Write_json()
    {
        _output.ResetWrittenCount();
        JsonDataWriter.WriteContent(_output, _tree.Root);
        return _output.WrittenCount;
    }
}
