using System.Buffers;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Says something about containers and list entries while they are written: attributes, or that their content is left out.</summary>
/// <remarks>Called in document order, each <see cref="Enter"/> followed by its <see cref="Leave"/>; used for one document.</remarks>
public abstract class BranchAnnotator
{
    /// <summary>A branch begins; its start tag is open.</summary>
    /// <param name="branch">The branch.</param>
    /// <param name="output">Takes attributes, each with a blank before it.</param>
    /// <returns>False to leave out all content but the keys of a list entry.</returns>
    public abstract bool Enter(DataBranch branch, IBufferWriter<byte> output);

    /// <summary>The branch entered last is over.</summary>
    public abstract void Leave();
}
