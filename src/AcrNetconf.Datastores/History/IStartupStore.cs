namespace AcrNetconf.Datastores.History;

/// <summary>Durable place of the startup datastore (RFC 6241 §8.7).</summary>
/// <remarks>Used by one thread at a time. What was saved is on disk when the call returns, whole or not at all.</remarks>
public interface IStartupStore : IDisposable
{
    /// <summary>The document last saved, or null when none ever was.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    string? Load();

    /// <summary>Replaces the document.</summary>
    /// <exception cref="IOException">It is not durable; what was there before still is.</exception>
    void Save(string document);
}
