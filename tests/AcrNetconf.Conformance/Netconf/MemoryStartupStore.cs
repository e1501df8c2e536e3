using AcrNetconf.Datastores.History;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>A startup datastore that outlives the server but not the process.</summary>
internal sealed class MemoryStartupStore : IStartupStore
{
    public string? Document { get; private set; }

    public string? Load() => Document;

    public void Save(string document) => Document = document;

    public void Dispose()
    {
    }
}
