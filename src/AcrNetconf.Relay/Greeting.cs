using System.Text;

namespace AcrNetconf.Relay;

/// <summary>What the relay says first: one line; see RelayGreeting of the agent, which reads it.</summary>
internal static class Greeting
{
    /// <param name="user">For whom it comes, if not for the user it runs as.</param>
    /// <param name="connection">SSH_CONNECTION, as sshd sets it.</param>
    public static string Write(string? user, string? connection)
    {
        var line = new StringBuilder("acr-netconf-relay 1");
        if (user is not null)
        {
            line.Append("\tuser=").Append(user);
        }

        if (connection is { Length: > 0 } && !connection.Any(char.IsControl))
        {
            line.Append("\tconnection=").Append(connection);
        }

        return line.Append('\n').ToString();
    }
}
