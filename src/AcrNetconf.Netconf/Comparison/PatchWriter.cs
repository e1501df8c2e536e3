using System.Buffers;
using System.Globalization;
using AcrNetconf.Netconf.Origins;
using AcrNetconf.Netconf.Patches;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Comparison;

/// <summary>Writes the difference of two datastores as a YANG patch with source values (RFC 9144 §4, RFC 8072 §2).</summary>
/// <remarks>Applied in their order the edits make the source into the target. Used once.</remarks>
/// <param name="output">Takes the bytes.</param>
/// <param name="source">Where the edits begin.</param>
/// <param name="target">Where they lead.</param>
internal sealed class PatchWriter(IBufferWriter<byte> output, ComparedDatastore source, ComparedDatastore target)
{
    private int _edits;

    public void Write(string id)
    {
        var diff = DataDiff.Between(source.Tree, target.Tree);
        AsciiXml.Raw(output, "<differences xmlns=\"urn:ietf:params:xml:ns:yang:ietf-nmda-compare\">"u8);
        if (!diff.IsEmpty)
        {
            AsciiXml.Raw(output, "<yang-patch>"u8);
            AsciiXml.Element(output, "patch-id", id);
            Visit(diff.Root, "", source.Origins, target.Origins);
            AsciiXml.Raw(output, "</yang-patch>"u8);
        }

        AsciiXml.Raw(output, "</differences>"u8);
    }

    /// <param name="parent">The node whose children are written.</param>
    /// <param name="path">Its resource path.</param>
    /// <param name="before">Origins of its children in the source, or null.</param>
    /// <param name="after">Origins of its children in the target, or null.</param>
    private void Visit(DiffNode parent, string path, OriginPlace? before, OriginPlace? after)
    {
        foreach (var node in PatchedNode.InOrder(parent.Children))
        {
            var here = path + ResourcePath.Step(node.Schema, node.Key, parent.Schema);
            if (node.Operation != DiffOperation.Descend)
            {
                WriteEdit(node, here, Place(node, path, parent), before, after);
            }

            Visit(node, here, node.Before is DataBranch old ? before?.Below(old) : null, node.After is DataBranch now ? after?.Below(now) : null);
        }
    }

    private void WriteEdit(DiffNode node, string path, string? point, OriginPlace? before, OriginPlace? after)
    {
        var isPlaced = point is not null && node.Operation is DiffOperation.Create or DiffOperation.Move;
        AsciiXml.Raw(output, "<edit>"u8);
        AsciiXml.Element(output, "edit-id", (++_edits).ToString(CultureInfo.InvariantCulture));
        AsciiXml.Element(output, "operation", node.Operation switch
        {
            DiffOperation.Create => isPlaced ? "insert" : "create",
            DiffOperation.Delete => "delete",
            DiffOperation.Move => "move",
            _ => "replace",
        });
        AsciiXml.Element(output, "target", path);
        if (isPlaced)
        {
            WritePlace(point!); // just looked at
        }

        if (node.Operation is DiffOperation.Create or DiffOperation.Replace)
        {
            WriteValue("value", node.After!, node, after); // only a deletion has no after
        }

        if (node.Operation is DiffOperation.Delete or DiffOperation.Replace)
        {
            WriteValue("source-value", node.Before!, node, before); // only a creation has no before
        }

        AsciiXml.Raw(output, "</edit>"u8);
    }

    private void WritePlace(string point)
    {
        if (point.Length > 0)
        {
            AsciiXml.Element(output, "point", point);
        }

        AsciiXml.Element(output, "where", point.Length > 0 ? "after" : "first");
    }

    private void WriteValue(string name, DataNode value, DiffNode node, OriginPlace? origins)
    {
        var annotator = origins is null ? null : new OriginAnnotator(origins);
        AsciiXml.Raw(output, "<"u8);
        AsciiXml.Name(output, name);
        annotator?.Start(output);
        AsciiXml.Raw(output, ">"u8);
        XmlDataWriter.WriteNode(output, target.Tree.Schema, PatchedNode.Shown(node, value), WriteOptions.Explicit with { Annotator = annotator }, NetconfNames.Compare);
        AsciiXml.Raw(output, "</"u8);
        AsciiXml.Name(output, name);
        AsciiXml.Raw(output, ">"u8);
    }

    /// <summary>The entry a new or moved entry of a user-ordered list stands behind; empty for the first, null where there is no order.</summary>
    private static string? Place(DiffNode node, string parentPath, DiffNode parent)
        => node.Schema is not (ListSchema { IsUserOrdered: true } or LeafListSchema { IsUserOrdered: true }) || (parent.After as DataBranch)?.Find(node.Schema) is null
            ? null
            : PatchedNode.Predecessor(node, parent) is { } before ? parentPath + ResourcePath.Step(node.Schema, before, parent.Schema) : "";
}
