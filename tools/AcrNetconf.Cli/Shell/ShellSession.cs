using System.Xml.Linq;
using AcrNetconf.Cli.Client;
using AcrNetconf.Yang.Schema;

namespace AcrNetconf.Cli.Shell;

/// <summary>What a shell knows while it runs: the NETCONF session, the model, the view, whether candidate holds something.</summary>
/// <remarks>Commands write their answer to <see cref="Out"/>; the loop shows it, page by page where there is a terminal.</remarks>
internal sealed class ShellSession(NetconfClient client, SchemaContext? schema, string name)
{
    private static readonly XNamespace Base = NetconfClient.BaseNamespace;
    private bool _ours;
    private bool _pending;

    public NetconfClient Client { get; } = client;

    /// <summary>The server's modules; null when none could be compiled.</summary>
    public SchemaContext? Schema { get; } = schema;

    /// <summary>What prompts call the server.</summary>
    public string Name { get; } = name;

    public ShellView View { get; private set; } = ShellView.User;

    /// <summary>True while candidate differs from running.</summary>
    public bool IsDirty { get; private set; }

    /// <summary>True when this shell changed candidate since the last commit.</summary>
    public bool HasOwnChanges => IsDirty && _ours;

    /// <summary>False after quit in the user view.</summary>
    public bool IsOpen { get; private set; } = true;

    /// <summary>Lines of a page; 0 switches paging off; null means the terminal's height.</summary>
    public int? PageLines { get; set; }

    /// <summary>Lines typed, oldest first.</summary>
    public List<string> History { get; } = [];

    /// <summary>The answer of the running command.</summary>
    public StringWriter Out { get; } = new();

    /// <summary><c>&lt;name&gt;</c> in the user view; <c>[~name]</c> in the system view, with <c>*</c> while something is not committed.</summary>
    public string Prompt => View == ShellView.User ? $"<{Name}>" : $"[{(IsDirty ? '*' : '~')}{Name}]";

    public async Task EnterSystemViewAsync(CancellationToken cancellationToken)
    {
        View = ShellView.System;
        IsDirty = !XNode.DeepEquals(await ConfigurationAsync("running", cancellationToken), await ConfigurationAsync("candidate", cancellationToken));
        _ours = false;
        if (IsDirty)
        {
            await Out.WriteLineAsync("Warning: candidate already holds changes that are not committed; display configuration changes shows them.");
        }
    }

    /// <summary>Back to the user view, or out. Changes of this shell must be committed or discarded first.</summary>
    public void Leave(bool toUserView)
    {
        if (View == ShellView.User)
        {
            IsOpen = toUserView;
            return;
        }

        if (HasOwnChanges)
        {
            throw new ShellException("there are changes that are not committed; commit them, or drop them with clear configuration candidate");
        }

        View = ShellView.User;
    }

    /// <summary>Merges edits into candidate.</summary>
    public async Task EditAsync(IEnumerable<XElement> edits, CancellationToken cancellationToken)
    {
        await Client.RequestAsync(
            new XElement(
                Base + "edit-config",
                new XElement(Base + "target", new XElement(Base + "candidate")),
                new XElement(Base + "default-operation", "merge"),
                new XElement(Base + "config", Schema is null ? edits : EditTree.Join(edits, Schema))),
            cancellationToken);
        IsDirty = true;
        _ours = true;
    }

    /// <summary>Commits; with a time the commit must be confirmed by another one in it.</summary>
    public async Task CommitAsync(string? trialSeconds, CancellationToken cancellationToken)
    {
        if (!IsDirty && !_pending)
        {
            await Out.WriteLineAsync("There is nothing to commit.");
            return;
        }

        await RequestAsync(
            trialSeconds is null
                ? new XElement(Base + "commit")
                : new XElement(Base + "commit", new XElement(Base + "confirmed"), new XElement(Base + "confirm-timeout", trialSeconds)),
            cancellationToken);
        await Out.WriteLineAsync(trialSeconds is null
            ? "Committed."
            : $"Committed on trial: without a further commit within {trialSeconds} s everything is as before.");
        _pending = trialSeconds is not null;
        IsDirty = false;
    }

    public async Task AbortTrialAsync(CancellationToken cancellationToken)
    {
        await RequestAsync(new XElement(Base + "cancel-commit"), cancellationToken);
        _pending = false;
        await Out.WriteLineAsync("The trial is over; the configuration is as before.");
    }

    public async Task DiscardAsync(CancellationToken cancellationToken)
    {
        await RequestAsync(new XElement(Base + "discard-changes"), cancellationToken);
        IsDirty = false;
    }

    /// <summary>lock or unlock of candidate (RFC 6241 §7.5).</summary>
    public Task LockAsync(string operation, CancellationToken cancellationToken)
        => RequestAsync(new XElement(Base + operation, new XElement(Base + "target", new XElement(Base + "candidate"))), cancellationToken);

    /// <summary>Calls an rpc and shows what it returns.</summary>
    public async Task RunOperationAsync(OperationSchema rpc, IReadOnlyList<(LeafSchema Leaf, string Value)> parameters, CancellationToken cancellationToken)
    {
        XNamespace ns = rpc.Module.Namespace;
        var reply = await RequestAsync(
            new XElement(ns + rpc.Name, parameters.Select(p => new XElement(XName.Get(p.Leaf.Name, p.Leaf.Module.Namespace), p.Value))),
            cancellationToken);
        foreach (var child in reply.Elements().Where(e => e.Name != Base + "ok"))
        {
            await Out.WriteLineAsync(child.ToString());
        }
    }

    public Task<XElement> RequestAsync(XElement operation, CancellationToken cancellationToken) => Client.RequestAsync(operation, cancellationToken);

    /// <summary>get-config of a datastore.</summary>
    public async Task<XElement> ConfigurationAsync(string datastore, CancellationToken cancellationToken)
    {
        var reply = await RequestAsync(new XElement(Base + "get-config", new XElement(Base + "source", new XElement(Base + datastore))), cancellationToken);
        return reply.Element(Base + "data") ?? new XElement(Base + "data");
    }
}
