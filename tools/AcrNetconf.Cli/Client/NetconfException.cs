namespace AcrNetconf.Cli.Client;

/// <summary>The server answered with errors; each line of the message is one of them.</summary>
internal sealed class NetconfException(IReadOnlyList<NetconfError> errors) : Exception(string.Join('\n', errors))
{
    public IReadOnlyList<NetconfError> Errors { get; } = errors;
}
