using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent.Features.Server;

/// <summary>What the agent logs.</summary>
/// <param name="Level">The least severe level.</param>
internal sealed record LoggingConfig(LogLevel Level);
