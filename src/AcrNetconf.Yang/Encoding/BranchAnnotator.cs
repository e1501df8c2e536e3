using System.Buffers;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Says something about nodes while they are written: attributes, or that the content of a container or list entry is left out.</summary>
/// <remarks>Called in document order, each <see cref="Enter"/> followed by its <see cref="Leave"/>; used for one document.</remarks>
public abstract class BranchAnnotator
{
    /// <summary>The element around the data begins; its start tag is open.</summary>
    /// <returns>False to leave out all content.</returns>
    public virtual bool Start(IBufferWriter<byte> output) => true;

    /// <summary>A branch begins; its start tag is open.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="output">Takes attributes, each with a blank before it.</param>
    /// <returns>False to leave out all content but the keys of a list entry.</returns>
    public abstract bool Enter(DataBranch branch, IBufferWriter<byte> output);

    /// <summary>The branch entered last is over.</summary>
    public abstract void Leave();

    /// <summary>A leaf, a value of a leaf-list, or an anydata node begins; its start tag is open.</summary>
    /// <param name="node">The leaf, the whole leaf-list, or the anydata node.</param>
    /// <param name="value">The value; none for anydata.</param>
    /// <param name="output">Takes attributes, each with a blank before it.</param>
    public virtual void Leaf(DataNode node, in YangValue value, IBufferWriter<byte> output)
    {
    }
}
