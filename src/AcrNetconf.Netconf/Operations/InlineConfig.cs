using System.Xml;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Netconf.Operations;

/// <summary>A whole configuration inside a source parameter (copy-config, validate).</summary>
internal static class InlineConfig
{
    private static readonly ReadOptions Replacing = ReadOptions.Config with { DropsTaggedDefaults = true };

    /// <summary>Reads the config element the reader stands on; null when errors were added.</summary>
    public static DataTree? Read(XmlReader reader, SchemaContext schema, List<RpcError> errors)
    {
        var read = XmlDataReader.ReadData(reader, schema, Replacing);
        errors.AddRange(RpcError.From(read.Violations));
        return read.IsValid ? read.ToTree(schema) : null;
    }
}
