using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Datastores;

/// <summary>The configuration datastores: readers take one reference and see one consistent world; one writer replaces it.</summary>
/// <remarks>Reads are lock-free on any thread. Only <see cref="Commit.CommitCoordinator"/> writes.</remarks>
public sealed class DatastoreSet
{
    private volatile DatastoreSnapshot _current;

    public DatastoreSet(SchemaContext schema)
    {
        Schema = schema;
        var empty = DataTree.Empty(schema);
        _current = new DatastoreSnapshot(empty, empty, 0, DateTimeOffset.UnixEpoch);
    }

    public SchemaContext Schema { get; }

    /// <summary>The current snapshot.</summary>
    public DatastoreSnapshot Current => _current;

    public DataTree Running => _current.Running;

    public DataTree Candidate => _current.Candidate;

    internal void Publish(DatastoreSnapshot snapshot) => _current = snapshot;
}
