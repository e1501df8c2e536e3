using System.Text.Json;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Reads instance data in JSON (RFC 7951), guided by the schema; reports violations like <see cref="XmlDataReader"/>.</summary>
/// <remarks>Text that is not JSON ends in the reader's own <see cref="JsonException"/>. Metadata members (beginning with @) are passed over.</remarks>
public static class JsonDataReader
{
    /// <summary>Reads an object whose members are top-level configuration nodes; state nodes are unknown elements.</summary>
    public static ReadResult ReadConfig(ReadOnlySpan<byte> utf8, SchemaContext context) => ReadData(utf8, context, ReadOptions.Config);

    /// <summary>Reads an object whose members are top-level nodes.</summary>
    public static ReadResult ReadData(ReadOnlySpan<byte> utf8, SchemaContext context, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        return ReadContent(utf8, context, context.Root, InstancePath.Root, options);
    }

    /// <summary>Reads an object whose members are the children of a branch.</summary>
    /// <param name="utf8">The whole text.</param>
    /// <param name="context">The schema.</param>
    /// <param name="schema">Root, container, operation parameters or notification; not a list.</param>
    /// <param name="path">Where the branch stands, for the paths of violations.</param>
    /// <param name="options">Null means <see cref="ReadOptions.Data"/>.</param>
    public static ReadResult ReadContent(ReadOnlySpan<byte> utf8, SchemaContext context, SchemaBranch schema, InstancePath path, ReadOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(context);
        ArgumentNullException.ThrowIfNull(schema);
        options ??= ReadOptions.Data;
        var sink = new TreeSink();
        var parser = new JsonDataParser(context, options, sink);
        var reader = new Utf8JsonReader(utf8, new JsonReaderOptions { MaxDepth = options.MaxDepth, CommentHandling = JsonCommentHandling.Disallow });
        parser.ReadDocument(ref reader, schema, path);
        return new(sink.Result ?? DataBranch.Create(schema, []), parser.Violations);
    }
}
