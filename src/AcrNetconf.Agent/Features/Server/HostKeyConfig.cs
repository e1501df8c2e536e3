namespace AcrNetconf.Agent.Features.Server;

/// <summary>A host key as the model has it.</summary>
/// <param name="Name">Name of the entry.</param>
/// <param name="PrivateKey">The key as text. Never logged.</param>
internal sealed record HostKeyConfig(string Name, string PrivateKey)
{
    /// <inheritdoc/>
    public override string ToString() => Name;
}
