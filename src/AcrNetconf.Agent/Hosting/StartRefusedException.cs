namespace AcrNetconf.Agent.Hosting;

/// <summary>The agent cannot start; the message is one sentence for the operator.</summary>
internal sealed class StartRefusedException(string message, Exception? inner = null) : Exception(message, inner);
