namespace AcrNetconf.Netconf.Transport;

/// <summary>A transport whose options change while it runs, in two phases, without ending a session.</summary>
/// <typeparam name="TOptions">An immutable record. What is equal in the old and the new one is left alone: a listener that stays never stops listening.</typeparam>
/// <remarks>One owner at a time prepares and applies: the composition root before and at start, the commit loop from then on.</remarks>
public interface IReconfigurable<TOptions>
{
    /// <summary>The options in force. Connections keep the limits they began with.</summary>
    TOptions Options { get; }

    /// <summary>Does everything that may fail: checks, opens new listeners, reads keys.</summary>
    /// <exception cref="IOException">It cannot be done; one sentence for an operator. Nothing has changed.</exception>
    ITransportChange Prepare(TOptions options);
}
