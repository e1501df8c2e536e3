using System.Globalization;
using System.Xml.Linq;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Editing;
using AcrNetconf.Datastores.History;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Operations.Commits;

/// <summary>Writes commits and changed nodes into replies and notifications.</summary>
internal static class CommitWriter
{
    /// <summary>The leafs of a commit that replies and notifications share.</summary>
    public static TreeBuilder Commit(TreeBuilder output, CommitRecord record)
    {
        output
            .Leaf("commit-id", record.Id)
            .Leaf("kind", CommitNames.Of(record.Kind))
            .Leaf("user", record.User)
            .LeafIfAny("source-host", record.Source)
            .LeafIfAny("comment", record.Comment)
            .LeafIfAny("label", record.Label)
            .Leaf("impact", ModelImpact.NameOf(record.Impact))
            .Leaf("outcome", CommitNames.Of(record.Outcome))
            .LeafIfAny("duration", Seconds(record.Duration))
            .LeafIfAny("traceparent", record.Trace?.Parent)
            .LeafIfAny("tracestate", record.Trace?.State);
        return record.SessionId == 0 ? output : output.Leaf("session-id", record.SessionId);
    }

    /// <summary>A commit of the history.</summary>
    public static TreeBuilder Summary(TreeBuilder output, CommitRecord record)
        => Commit(output, record).Leaf("time", DateAndTime.Microseconds(record.Time));

    /// <summary>Changed nodes as entries of a list.</summary>
    public static TreeBuilder Nodes(TreeBuilder output, string list, IEnumerable<PlannedLeaf> nodes)
    {
        foreach (var node in nodes)
        {
            output.Enter(list)
                .Leaf("path", node.Path.ToString())
                .Leaf("operation", CommitNames.Of(node.Operation))
                .LeafIfAny("old-value", node.From)
                .LeafIfAny("new-value", node.To)
                .Leaf("impact", ModelImpact.NameOf(node.Impact))
                .Exit();
        }

        return output;
    }

    /// <summary>A difference as the content of an edit-config.</summary>
    public static AnydataNode Edit(OperationSchema operation, DataDiff diff)
        => new(
            (AnydataSchema)operation.Output.FindDataChild(CommitNames.Namespace, "edit")!, // the module declares it
            new XElement(XName.Get("edit", CommitNames.Namespace), XElement.Parse(EditWriter.Write(diff)).Nodes()));

    /// <summary>Seconds with six digits after the point; null for null.</summary>
    public static string? Seconds(TimeSpan? time) => time?.TotalSeconds.ToString("0.0#####", CultureInfo.InvariantCulture);
}
