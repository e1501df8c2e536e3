using AcrNetconf.Datastores;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Netconf.Rpc;

internal static partial class Log
{
    [LoggerMessage(2101, LogLevel.Information, "{Origin}: {Operation}: {Outcome} ({Milliseconds:F1} ms){Trace}")]
    public static partial void Audit(ILogger logger, RequestOrigin origin, string operation, string outcome, double milliseconds, string trace);
}
