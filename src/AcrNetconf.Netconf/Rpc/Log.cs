using AcrNetconf.Datastores;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Rpc;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Information, "{Origin}: {Operation} {About}: {Outcome} ({Milliseconds:F1} ms)")]
    public static partial void Audit(ILogger logger, RequestOrigin origin, string operation, string about, string outcome, double milliseconds);
}
