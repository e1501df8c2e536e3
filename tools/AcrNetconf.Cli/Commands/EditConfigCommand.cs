using System.CommandLine;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;
using AcrNetconf.Cli.Shell;

namespace AcrNetconf.Cli.Commands;

/// <summary>acr edit-config: from a file, from standard input, or from path=value sets; on request locked and committed in one go.</summary>
internal static class EditConfigCommand
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;

    public static Command Create(SessionOptions session)
    {
        var sources = new Argument<string[]>("FILE|PATH=VALUE")
        {
            Arity = ArgumentArity.ZeroOrMore,
            Description = "a file with XML, - for standard input, or /container/list[key=value]/leaf=value, repeatable",
        };
        var delete = new Option<string[]>("--delete") { HelpName = "PATH", Description = "remove a node; repeatable" };
        var target = new Option<string>("--target") { Description = "datastore", DefaultValueFactory = _ => "candidate" };
        var operation = new Option<string?>("--default-operation") { Description = "merge, replace or none" };
        var test = new Option<string?>("--test-option") { Description = "test-then-set, set or test-only" };
        var error = new Option<string?>("--error-option") { Description = "stop-on-error, continue-on-error or rollback-on-error" };
        var commit = new Option<bool>("--commit") { Description = "lock candidate, edit, validate, commit, unlock; on failure discard" };
        var extras = new CommitExtras();
        var command = new Command("edit-config", "edit a datastore") { sources, delete, target, operation, test, error, commit };
        extras.AddTo(command);
        command.Validators.Add(result =>
        {
            if ((result.GetValue(sources) ?? []).Length == 0 && (result.GetValue(delete) ?? []).Length == 0)
            {
                result.AddError("edit-config: a file, a PATH=VALUE or a --delete PATH is needed");
            }
        });
        return session.Run(command, async (result, client, cancellationToken) =>
        {
            var nodes = await NodesAsync(client, result.GetValue(sources) ?? [], result.GetValue(delete) ?? [], cancellationToken);
            var datastore = result.GetValue(target)!; // has a default
            var request = new XElement(Base + "edit-config", new XElement(Base + "target", new XElement(Base + datastore)));
            foreach (var (name, value) in new[] { ("default-operation", result.GetValue(operation)), ("test-option", result.GetValue(test)), ("error-option", result.GetValue(error)) })
            {
                if (value is not null)
                {
                    request.Add(new XElement(Base + name, value));
                }
            }

            request.Add(new XElement(Base + "config", nodes));
            if (result.GetValue(commit))
            {
                await CommitAsync(client, request, new XElement(Base + "commit", extras.Read(result)), cancellationToken);
            }
            else
            {
                await client.RequestAsync(request, cancellationToken);
            }

            Output.Ok(result.GetValue(session.Json));
        });
    }

    /// <summary>A file is XML; what begins with a slash and is no file is a path of the model, whose modules the server knows.</summary>
    private static async Task<IEnumerable<XElement>> NodesAsync(NetconfClient client, string[] sources, string[] deletions, CancellationToken cancellationToken)
    {
        var nodes = new List<XElement>();
        var sets = sources.Where(s => s.StartsWith('/') && !File.Exists(s)).ToList();
        foreach (var file in sources.Except(sets))
        {
            nodes.AddRange(await ProtocolCommands.ReadNodesAsync(file, cancellationToken));
        }

        if (sets.Count == 0 && deletions.Length == 0)
        {
            return nodes;
        }

        // Servers may have hundreds of modules; a path needs those it begins with.
        var modules = sets.Concat(deletions).Select(PathText.Module).Distinct().ToList();
        var schema = await ServerSchema.FetchAsync(client, modules, remark => Console.Error.WriteLine(remark), cancellationToken)
            ?? throw new IOException("the server hands out no modules, so paths have no meaning; edit with XML");
        var edits = sets.Select(set =>
        {
            var (path, value) = PathText.Read(schema, set);
            return path.Set(value);
        }).Concat(deletions.Select(path => PathText.Read(schema, path).Path.Remove()));
        return EditTree.Join([.. nodes, .. edits], schema);
    }

    /// <summary>Locks candidate, edits, validates, commits, unlocks; discards what a refusal leaves.</summary>
    internal static async Task CommitAsync(NetconfClient client, XElement edit, XElement commit, CancellationToken cancellationToken)
    {
        var candidate = new XElement(Base + "target", new XElement(Base + "candidate"));
        await client.RequestAsync(new XElement(Base + "lock", candidate), cancellationToken);
        try
        {
            await client.RequestAsync(edit, cancellationToken);
            if (client.Capabilities.Any(c => c.StartsWith("urn:ietf:params:netconf:capability:validate:", StringComparison.Ordinal)))
            {
                await client.RequestAsync(new XElement(Base + "validate", new XElement(Base + "source", new XElement(Base + "candidate"))), cancellationToken);
            }

            await client.RequestAsync(commit, cancellationToken);
        }
        catch (NetconfException)
        {
            await client.RequestAsync(new XElement(Base + "discard-changes"), cancellationToken);
            throw;
        }

        await client.RequestAsync(new XElement(Base + "unlock", candidate), cancellationToken);
    }
}
