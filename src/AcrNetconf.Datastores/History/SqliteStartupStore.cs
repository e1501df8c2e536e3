using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <summary>The startup datastore in a SQLite file of its own: full synchronisation, one row.</summary>
/// <remarks>Not in the commit log, whose life does not depend on the capability being on.</remarks>
public sealed class SqliteStartupStore : IStartupStore
{
    private readonly SqliteConnection _connection;

    private SqliteStartupStore(SqliteConnection connection) => _connection = connection;

    /// <summary>Opens or creates the file.</summary>
    /// <exception cref="IOException">The file cannot be used; the message names it.</exception>
    public static SqliteStartupStore Open(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = """
                PRAGMA synchronous = FULL;
                CREATE TABLE IF NOT EXISTS startup (one INTEGER PRIMARY KEY CHECK (one = 1), config TEXT NOT NULL);
                """;
            command.ExecuteNonQuery();
            return new SqliteStartupStore(connection);
        }
        catch (SqliteException fault)
        {
            connection.Dispose();
            throw new IOException($"the startup datastore {path} cannot be opened: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public string? Load()
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "SELECT config FROM startup";
            return command.ExecuteScalar() as string;
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the startup datastore cannot be read: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Save(string document)
    {
        try
        {
            using var command = _connection.CreateCommand();
            command.CommandText = "INSERT OR REPLACE INTO startup (one, config) VALUES (1, $0)";
            command.Parameters.AddWithValue("$0", document);
            command.ExecuteNonQuery();
        }
        catch (SqliteException fault)
        {
            throw new IOException($"the startup datastore cannot be written: {fault.Message}", fault);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();
}
