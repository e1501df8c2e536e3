using System.Net;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Netconf.Monitoring;

/// <summary>/netconf-state (RFC 6022 §2.1): capabilities, datastores and their locks, schemas, sessions, statistics.</summary>
internal sealed class NetconfState : IStateSource
{
    private readonly DatastoreSet _stores;
    private readonly SessionRegistry _sessions;
    private readonly DateTimeOffset _started;
    private readonly ContainerSchema _top;
    private readonly DataBranch _unchanging;
    private readonly bool _hasToken;

    public NetconfState(DatastoreSet stores, SessionRegistry sessions, CapabilitySet capabilities, TimeProvider time)
    {
        _stores = stores;
        _sessions = sessions;
        _started = time.GetUtcNow();
        _top = (ContainerSchema?)stores.Schema.Root.FindDataChild(NetconfNames.Monitoring, "netconf-state")
            ?? throw new ArgumentException("the schema has no ietf-netconf-monitoring", nameof(stores));
        _unchanging = Unchanging(stores.Schema, _top, capabilities);
        _hasToken = stores.Schema.FindModule("tailf-netconf-monitoring") is { IsImplemented: true };
        Provides = [_top];
    }

    public IReadOnlyCollection<SchemaNode> Provides { get; }

    public DataBranch Contribute(DataBranch root)
    {
        var state = new TreeBuilder(_stores.Schema, _top);
        foreach (var node in _unchanging.Children)
        {
            state.Add(node);
        }

        AddDatastores(state);
        AddSessions(state);
        AddStatistics(state);
        return root.With(state.Build());
    }

    /// <summary>The address of a peer without port, IPv4 in its own form; null when there is none.</summary>
    internal static string? Address(EndPoint? remote) => remote switch
    {
        IPEndPoint { Address.IsIPv4MappedToIPv6: true } ip => ip.Address.MapToIPv4().ToString(),
        IPEndPoint ip => ip.Address.ToString(),
        _ => null,
    };

    private static DataBranch Unchanging(SchemaContext schema, ContainerSchema top, CapabilitySet capabilities)
    {
        var state = new TreeBuilder(schema, top).Enter("capabilities");
        foreach (var capability in capabilities.All)
        {
            state.Leaf("capability", capability);
        }

        state.Exit().Enter("schemas");
        foreach (var text in SchemaTexts.All(schema))
        {
            state.Enter("schema")
                .Leaf("identifier", text.Identifier)
                .Leaf("version", text.Version)
                .Leaf("format", "ietf-netconf-monitoring:yang")
                .Leaf("namespace", text.Namespace)
                .Leaf("location", "NETCONF")
                .Exit();
        }

        return state.Exit().Build();
    }

    private void AddDatastores(TreeBuilder state)
    {
        var stores = _stores.Current;
        state.Enter("datastores");
        AddDatastore(state, "running", stores.RunningLock, stores.Versions.RootEtag, [.. stores.PartialLocks]);
        AddDatastore(state, "candidate", stores.CandidateLock, null);
        if (stores.Startup is not null)
        {
            AddDatastore(state, "startup", stores.StartupLock, null);
        }

        state.Exit();
    }

    private void AddDatastore(TreeBuilder state, string name, DatastoreLock? held, string? token, params ReadOnlySpan<PartialLock> parts)
    {
        state.Enter("datastore").Leaf("name", name);
        if (_hasToken && token is not null)
        {
            state.Leaf("tailf-netconf-monitoring", "transaction-id", token);
        }

        if (held is not null)
        {
            state.Enter("locks").Enter("global-lock")
                .Leaf("locked-by-session", held.Holder.SessionId)
                .Leaf("locked-time", DateAndTime.Seconds(held.Since))
                .Exit().Exit();
        }
        else if (!parts.IsEmpty)
        {
            AddPartialLocks(state.Enter("locks"), parts);
            state.Exit();
        }

        state.Exit();
    }

    private static void AddPartialLocks(TreeBuilder state, ReadOnlySpan<PartialLock> parts)
    {
        foreach (var part in parts)
        {
            state.Enter("partial-lock")
                .Leaf("lock-id", part.Id)
                .Leaf("locked-by-session", part.Holder.SessionId)
                .Leaf("locked-time", DateAndTime.Seconds(part.Since));
            foreach (var select in part.Select)
            {
                state.Leaf("select", select);
            }

            foreach (var node in part.Nodes)
            {
                state.Leaf("locked-node", node.ToString());
            }

            state.Exit();
        }
    }

    private void AddSessions(TreeBuilder state)
    {
        state.Enter("sessions");
        foreach (var session in _sessions.Sessions.Where(s => s.IsEstablished))
        {
            state.Enter("session")
                .Leaf("session-id", session.Id)
                .Leaf("transport", $"ietf-netconf-monitoring:{session.Peer.TransportIdentity}")
                .Leaf("username", session.Peer.User)
                .LeafIfAny("source-host", Address(session.Peer.Remote))
                .Leaf("login-time", DateAndTime.Seconds(session.StartedAt));
            AddCounters(state, session.Counters);
            state.Exit();
        }

        state.Exit();
    }

    private void AddStatistics(TreeBuilder state)
    {
        state.Enter("statistics")
            .Leaf("netconf-start-time", DateAndTime.Seconds(_started))
            .Leaf("in-bad-hellos", Counter(_sessions.BadHellos))
            .Leaf("in-sessions", Counter(_sessions.Started))
            .Leaf("dropped-sessions", Counter(_sessions.Dropped));
        AddCounters(state, _sessions.Totals);
        state.Exit();
    }

    private static void AddCounters(TreeBuilder state, SessionCounters counters)
        => state.Leaf("in-rpcs", Counter(counters.InRpcs))
            .Leaf("in-bad-rpcs", Counter(counters.InBadRpcs))
            .Leaf("out-rpc-errors", Counter(counters.OutRpcErrors))
            .Leaf("out-notifications", Counter(counters.OutNotifications));

    // counter32 wraps.
    private static long Counter(long value) => value & uint.MaxValue;
}
