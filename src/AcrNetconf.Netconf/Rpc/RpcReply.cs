using System.Buffers;
using System.Collections.Immutable;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>What an operation answers: ok, errors, or content. The envelope is the session's business.</summary>
public abstract record RpcReply
{
    private RpcReply()
    {
    }

    /// <summary>The plain <c>&lt;ok/&gt;</c>.</summary>
    public static RpcReply Success { get; } = new Ok();

    public static RpcReply Failure(RpcError error) => new Failed([error]);

    public static RpcReply Failure(ImmutableArray<RpcError> errors) => new Failed(errors);

    /// <summary>No data to return.</summary>
    public sealed record Ok : RpcReply;

    /// <summary>The operation had no effect, for these reasons; the decisive one first. Never empty.</summary>
    public sealed record Failed(ImmutableArray<RpcError> Errors) : RpcReply;

    /// <summary>Elements below rpc-reply, written when the session is ready for them. The bytes must be ASCII and well formed.</summary>
    public sealed record Content(Action<IBufferWriter<byte>> Write) : RpcReply;
}
