using System.Xml;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>What operational has in place of the configuration, from a file: <c>operational-ORIGIN.xml</c>, or <c>operational.xml</c> for state alone.</summary>
internal sealed class FileState : IStateSource
{
    private readonly DataNode[] _nodes;

    private FileState(DataNode[] nodes, DataOrigin? origin)
    {
        _nodes = nodes;
        Origin = origin;
    }

    public IReadOnlyCollection<SchemaNode> Provides => [.. _nodes.Select(n => n.Schema)];

    public DataOrigin? Origin { get; }

    public static FileState Read(string file, SchemaContext schema)
    {
        using var reader = XmlReader.Create(file, XmlDataReader.Settings);
        reader.MoveToContent();
        var read = XmlDataReader.ReadData(reader, schema);
        Assert.IsTrue(read.IsValid, string.Join('\n', read.Violations));
        var origin = Path.GetFileNameWithoutExtension(file).Split('-') is [_, var name] ? Enum.Parse<DataOrigin>(name, ignoreCase: true) : (DataOrigin?)null;
        return new FileState([.. read.ToTree(schema).Root.Children], origin);
    }

    public DataBranch Contribute(DataBranch root) => _nodes.Aggregate(root, static (tree, node) => tree.With(node));
}
