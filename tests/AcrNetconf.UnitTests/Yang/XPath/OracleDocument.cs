using System.Xml.Linq;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.UnitTests.Yang.XPath;

/// <summary>One random document twice: as our data tree and as an XDocument for System.Xml.XPath.</summary>
internal sealed class OracleDocument
{
    private static readonly string[] Texts = ["1", "2", "-3", "4.5", "alpha", "beta", "alphabet", " x  y ", "0", "true", "1e3"];
    private readonly Random _random;
    private readonly TreeBuilder _builder;

    private OracleDocument(SchemaContext context, Random random)
    {
        _random = random;
        _builder = new TreeBuilder(context);
        var root = (ContainerSchema)context.Root.DataChildren[0];
        var element = new XElement(root.Name);
        _builder.Enter(root);
        Fill(root, element);
        _builder.Exit();
        Tree = (RootNode)_builder.Build();
        Document = new XDocument(element);
    }

    public RootNode Tree { get; }

    public XDocument Document { get; }

    public static OracleDocument Create(SchemaContext context, Random random) => new(context, random);

    /// <summary>A schema three levels deep: presence containers a and b, a state list l, leafs x and y, an integer n, a leaf-list v.</summary>
    public static SchemaContext CreateSchema()
    {
        var module = new YangModule("o", "", "o", null, true, "");
        module.Prefixes = module.Prefixes.Add("o", module);
        var root = new RootSchema(module);
        root.Children = [Container(module, "r", root, 3)];
        root.Freeze();
        return new SchemaContext([module], root, "");
    }

    private static ContainerSchema Container(YangModule module, string name, SchemaBranch parent, int depth)
    {
        var container = new ContainerSchema(module, name) { Parent = parent, IsPresence = true };
        AddChildren(module, container, depth);
        return container;
    }

    private static void AddChildren(YangModule module, SchemaBranch branch, int depth)
    {
        var children = new List<SchemaNode>
        {
            new LeafSchema(module, "x", new StringType()) { Parent = branch },
            new LeafSchema(module, "y", new StringType()) { Parent = branch },
            new LeafSchema(module, "n", new IntegerType(YangBaseType.Int32)) { Parent = branch },
            new LeafListSchema(module, "v", new StringType()) { Parent = branch },
        };
        if (depth > 0)
        {
            children.Add(Container(module, "a", branch, depth - 1));
            children.Add(Container(module, "b", branch, depth - 1));
            var list = new ListSchema(module, "l") { Parent = branch };
            AddChildren(module, list, depth - 1);
            children.Add(list);
        }

        branch.Children = [.. children];
        branch.Freeze();
    }

    private void Fill(SchemaBranch schema, XElement element)
    {
        foreach (var child in schema.DataChildren)
        {
            var repeat = child is ListSchema or LeafListSchema ? _random.Next(4) : _random.Next(3) > 0 ? 1 : 0;
            for (var i = 0; i < repeat; i++)
            {
                Add(child, element);
            }
        }
    }

    private void Add(SchemaNode child, XElement parent)
    {
        var element = new XElement(child.Name);
        parent.Add(element);
        if (child is SchemaBranch branch)
        {
            _builder.Enter(branch);
            Fill(branch, element);
            _builder.Exit();
            return;
        }

        var text = child.Name == "n" ? $"{_random.Next(-3, 9)}" : Texts[_random.Next(Texts.Length)];
        element.Value = text;
        _builder.Leaf(child, text);
    }
}
