using System.Collections.Immutable;
using AcrNetconf.Netconf.Rpc;

namespace AcrNetconf.Netconf.Sessions;

/// <summary>What sessions need from the operations: the hello's content, an answer for each request, and to tell of their end.</summary>
/// <remarks>Called concurrently by all sessions; one session calls strictly one request after the other.</remarks>
internal interface IRpcProcessor
{
    /// <summary>Capabilities of the next hello, base:1.0 and base:1.1 included.</summary>
    ImmutableArray<string> Capabilities { get; }

    /// <summary>Carries out one request.</summary>
    /// <remarks>Never throws for anything a peer did, except <see cref="System.Xml.XmlException"/> for XML that turns out malformed on the way.</remarks>
    ValueTask<RpcReply> ExecuteAsync(NetconfSession session, RpcRequest request, CancellationToken cancellationToken);

    /// <summary>The hellos were exchanged.</summary>
    void SessionStarted(NetconfSession session);

    /// <summary>Gives back everything the session holds: locks, candidate changes under them, a confirmed commit bound to it. Called once per session.</summary>
    ValueTask SessionEndedAsync(NetconfSession session, SessionEndReason reason);
}
