using System.Buffers;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Rpc;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Encoding;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Origins;

/// <summary>Writes the origin of configuration nodes: on every top-level one, below it where it differs from the parent's (RFC 8342 §7.2).</summary>
internal sealed class OriginAnnotator : BranchAnnotator
{
    private readonly Stack<(OriginPlace Place, DataOrigin? Origin)> _levels = new();

    public OriginAnnotator(OriginPlace root) => _levels.Push((root, null));

    public override bool Start(IBufferWriter<byte> output)
    {
        AsciiXml.Raw(output, " xmlns:or=\"urn:ietf:params:xml:ns:yang:ietf-origin\""u8);
        return true;
    }

    public override bool Enter(DataBranch branch, IBufferWriter<byte> output)
    {
        var (place, around) = _levels.Peek();
        if (!branch.Schema.IsConfig)
        {
            _levels.Push((place, around));
            return true;
        }

        var origin = place.Of(branch);
        Write(origin, around, output);
        _levels.Push((place.Below(branch), origin));
        return true;
    }

    public override void Leave() => _levels.Pop();

    public override void Leaf(DataNode node, in YangValue value, IBufferWriter<byte> output)
    {
        if (node.Schema.IsConfig)
        {
            var (place, around) = _levels.Peek();
            Write(place.Of(node, value), around, output);
        }
    }

    private static void Write(DataOrigin origin, DataOrigin? around, IBufferWriter<byte> output)
    {
        if (origin != around)
        {
            AsciiXml.Raw(output, " or:origin=\"or:"u8);
            AsciiXml.Name(output, OriginNames.Of(origin));
            AsciiXml.Raw(output, "\""u8);
        }
    }
}
