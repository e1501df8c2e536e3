namespace AcrNetconf.Cli.Client;

/// <summary>One rpc-error (RFC 6241 §4.3).</summary>
internal sealed record NetconfError(string Type, string Tag, string Severity, string? AppTag, string? Path, string? Message)
{
    /// <summary><c>tag: message</c>, with the path when the message does not begin with it.</summary>
    public override string ToString()
    {
        var tag = AppTag is null ? Tag : $"{Tag} ({AppTag})";
        return Message is null ? $"{tag}{(Path is null ? "" : $" at {Path}")}" : $"{tag}: {Message}";
    }
}
