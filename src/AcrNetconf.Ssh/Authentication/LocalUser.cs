using System.Text;

namespace AcrNetconf.Ssh.Authentication;

/// <summary>One account of this server: given by command line, or configured.</summary>
/// <param name="Name">User name; compared byte by byte.</param>
/// <param name="Password">Hash of the password; null: no password login.</param>
/// <param name="Keys">Keys that log in; empty: no key login.</param>
public sealed record LocalUser(string Name, IPasswordCheck? Password, IReadOnlyList<SshPublicKey> Keys)
{
    /// <summary>An account with the password of this process's command line; see <see cref="PasswordHash.TransientIterations"/>.</summary>
    public static LocalUser WithPassword(string name, string password) =>
        new(name, PasswordHash.Create(Encoding.UTF8.GetBytes(password), PasswordHash.TransientIterations), []);

    /// <summary>An account with the keys of an authorized_keys file.</summary>
    /// <exception cref="FormatException">A line is wrong or there is no key; one sentence with the line number.</exception>
    public static LocalUser WithKeys(string name, IEnumerable<string> authorizedKeysLines)
    {
        ArgumentNullException.ThrowIfNull(authorizedKeysLines);
        var keys = new List<SshPublicKey>();
        int number = 0;
        foreach (string line in authorizedKeysLines)
        {
            number++;
            if (SshPublicKey.TryParseLine(line, out SshPublicKey? key, out string? error))
            {
                keys.Add(key!); // true means key
            }
            else if (error is not null)
            {
                throw new FormatException($"authorized keys of user '{name}', line {number}: {error}");
            }
        }

        return keys.Count > 0 ? new(name, null, keys) : throw new FormatException($"authorized keys of user '{name}' hold no key");
    }

    /// <summary>The same account with what the other one adds.</summary>
    internal LocalUser Merge(LocalUser other) => this with { Password = other.Password ?? Password, Keys = [.. Keys, .. other.Keys] };
}
