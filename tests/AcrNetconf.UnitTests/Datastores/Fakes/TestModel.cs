using System.Xml.Linq;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.UnitTests.Agent.Features.PtpAdaptive;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.UnitTests.Datastores.Fakes;

/// <summary>The schema the agent serves, and trees of it from text.</summary>
internal static class TestModel
{
    public const string Namespace = "urn:acr-netconf:yang:ptp-adaptive";

    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    private static readonly Lazy<SchemaContext> Compiled = new(() => ServedSchema.Compile([], [], new HashSet<string>()));

    public static SchemaContext Schema => Compiled.Value;

    public static DataTree Empty => DataTree.Empty(Schema);

    /// <summary>A tree after an edit inside the container ptp-adaptive.</summary>
    public static DataTree Edit(DataTree tree, string content)
    {
        var edited = EditApplier.Apply(tree, Read(content));
        Assert.IsEmpty(edited.Errors, content);
        return edited.Tree;
    }

    /// <summary>An edit from nodes inside the container; a container or entry that stands several times is merged first, because an edit may not say it twice.</summary>
    public static EditTree Read(string content) => EditReader.Parse(Schema, Document(content));

    /// <summary>The same as text of a config element.</summary>
    public static string Document(string content)
    {
        var document = XElement.Parse(
            $"<config xmlns=\"{Base}\" xmlns:nc=\"{Base}\"><ptp-adaptive xmlns=\"{Namespace}\">{content}</ptp-adaptive></config>");
        ImpactRow.Merge(document.Elements().Single());
        return document.ToString(SaveOptions.DisableFormatting);
    }

    /// <summary>What get-config would answer.</summary>
    public static string Text(DataTree tree) => XmlDataWriter.ToText(Schema, tree.Root);
}
