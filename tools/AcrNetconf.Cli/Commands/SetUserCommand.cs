using System.CommandLine;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>acr set-user: makes, changes or removes a user of ietf-system in one commit, from the files an operator has.</summary>
internal static class SetUserCommand
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;
    private static readonly XNamespace Users = "urn:ietf:params:xml:ns:yang:ietf-system";
    private static readonly XNamespace Access = "urn:ietf:params:xml:ns:yang:ietf-netconf-acm";

    public static Command Create(SessionOptions session)
    {
        var name = new Argument<string>("name") { Description = "user name" };
        var keys = new Option<string?>("--authorized-keys") { HelpName = "FILE", Description = "public keys that log in, a line each as in OpenSSH's .pub files; added to those there are" };
        var password = new Option<string?>("--new-password-file") { HelpName = "FILE", Description = "file whose first line is the password to set; the server keeps its hash" };
        var group = new Option<string?>("--group") { HelpName = "GROUP", Description = "put the user into this group of the access rules" };
        var remove = new Option<bool>("--remove") { Description = "remove the user" };
        var extras = new CommitExtras();
        var command = new Command("set-user", "make, change or remove a configured user, and commit") { name, keys, password, group, remove };
        extras.AddTo(command);
        command.Validators.Add(result =>
        {
            var isChange = result.GetValue(keys) is not null || result.GetValue(password) is not null || result.GetValue(group) is not null;
            if (isChange == result.GetValue(remove))
            {
                result.AddError("set-user: something to set is needed, or --remove and nothing else");
            }
        });
        return session.Run(command, async (result, client, cancellationToken) =>
        {
            var user = result.GetValue(name)!; // an argument is required
            var account = result.GetValue(remove)
                ? [Operation("delete")]
                : await CredentialsAsync(result.GetValue(keys), result.GetValue(password), cancellationToken);
            var config = new XElement(Base + "config", new XElement(
                Users + "system", new XElement(Users + "authentication", new XElement(Users + "user", new XElement(Users + "name", user), account))));
            if (result.GetValue(group) is { } joined)
            {
                config.Add(new XElement(Access + "nacm", new XElement(Access + "groups", new XElement(
                    Access + "group", new XElement(Access + "name", joined), new XElement(Access + "user-name", user)))));
            }

            var edit = new XElement(Base + "edit-config", new XElement(Base + "target", new XElement(Base + "candidate")), config);
            await EditConfigCommand.CommitAsync(client, edit, new XElement(Base + "commit", extras.Read(result)), cancellationToken);
            Output.Ok(result.GetValue(session.Json));
        });
    }

    /// <summary>The keys of lines as OpenSSH writes them, named by their comments.</summary>
    internal static IEnumerable<XElement> AuthorizedKeys(IEnumerable<string> lines)
    {
        var names = new HashSet<string>();
        foreach (var words in lines.Select(line => line.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))
        {
            if (words.Length == 0 || words[0].StartsWith('#'))
            {
                continue;
            }

            if (words.Length == 1)
            {
                throw new IOException($"{words[0]} is no public key: a line is its kind, the key and a comment");
            }

            var wanted = words.Length > 2 ? words[2] : words[0];
            var name = wanted;
            for (var i = 2; !names.Add(name); i++)
            {
                name = $"{wanted} {i}";
            }

            yield return new XElement(
                Users + "authorized-key", new XElement(Users + "name", name), new XElement(Users + "algorithm", words[0]), new XElement(Users + "key-data", words[1]));
        }
    }

    private static async Task<IEnumerable<object>> CredentialsAsync(string? keyFile, string? passwordFile, CancellationToken cancellationToken)
    {
        var content = new List<object>();
        if (passwordFile is not null)
        {
            var password = (await File.ReadAllLinesAsync(passwordFile, cancellationToken)).FirstOrDefault() ?? throw new IOException($"{passwordFile} holds no password");
            content.Add(new XElement(Users + "password", "$0$" + password));
        }

        return keyFile is null ? content : content.Concat(AuthorizedKeys(await File.ReadAllLinesAsync(keyFile, cancellationToken)));
    }

    private static XAttribute Operation(string operation) => new(Base + "operation", operation);
}
