using System.Globalization;
using Microsoft.Data.Sqlite;

namespace AcrNetconf.Datastores.History;

/// <summary>Statements with parameters $0, $1, … on a connection.</summary>
internal static class SqliteStatements
{
    /// <summary>Opens a connection of its own, outside any pool.</summary>
    /// <exception cref="SqliteException">The file cannot be used.</exception>
    public static SqliteConnection Connect(string path)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ToString());
        connection.Open();
        return connection;
    }

    public static SqliteCommand Command(this SqliteConnection connection, string text, SqliteTransaction? transaction, params ReadOnlySpan<object?> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = text;
        command.Transaction = transaction;
        for (var i = 0; i < values.Length; i++)
        {
            command.Parameters.AddWithValue("$" + i.ToString(CultureInfo.InvariantCulture), values[i] ?? DBNull.Value);
        }

        return command;
    }

    public static void Run(this SqliteConnection connection, string text, SqliteTransaction? transaction = null, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(text, transaction, values);
        command.ExecuteNonQuery();
    }

    /// <summary>The number a query answers first, or null.</summary>
    public static long? Scalar(this SqliteConnection connection, string text, SqliteTransaction? transaction = null, params ReadOnlySpan<object?> values)
    {
        using var command = connection.Command(text, transaction, values);
        return command.ExecuteScalar() as long?;
    }
}
