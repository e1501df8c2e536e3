using System.Collections.Concurrent;
using System.Text.Json;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.UnitTests.Netconf.Fakes;
using AcrNetconf.Yang.Schema;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.Conformance.Netconf;

/// <summary>A whole server without sockets: real modules, real datastores, a clock that stands still.</summary>
internal sealed class NetconfHost : IAsyncDisposable
{
    private static readonly ConcurrentDictionary<(string Features, string? Modules), Lazy<SchemaContext>> Compiled = [];

    /// <summary>Modules served only when they are asked for.</summary>
    private static readonly string[] Optional = ["acr-commit", "ietf-netconf-private-candidate"];

    private readonly CommitCoordinator _coordinator;

    private NetconfHost(NetconfOptions options, SchemaContext schema, MemoryStartupStore startup, MemoryCommitLog log, TimeSpan later, string? directory)
    {
        Time.Advance(later);
        var features = new FeatureBuilder(schema);
        new TestFeature().Register(features);
        foreach (var file in directory is null ? [] : Directory.GetFiles(directory, "operational*.xml").Order(StringComparer.Ordinal).ToArray())
        {
            features.State(FileState.Read(file, schema));
        }

        var catalog = features.Build();
        Stores = new DatastoreSet(schema);
        _coordinator = new CommitCoordinator(Stores, catalog, log, Time, Logger)
        {
            StartupStore = schema.FindModule("ietf-netconf")!.Features["startup"] ? startup : null, // it is implemented
        };
        Server = NetconfServerFactory.Create(new NetconfServices(Stores, _coordinator, catalog, Time, Logger), options);
    }

    /// <summary>The schema as the agent serves it without options.</summary>
    public static SchemaContext Schema => SchemaWith("");

    public DatastoreSet Stores { get; }

    public FakeTimeProvider Time { get; } = new(new DateTimeOffset(2026, 1, 31, 12, 0, 0, TimeSpan.Zero));

    public NetconfServer Server { get; }

    /// <summary>The repository, found from where the tests run.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>Everything the server logged, in order.</summary>
    public TestLogger Logger { get; } = new();

    /// <param name="options">Choices of the server; null takes the defaults.</param>
    /// <param name="features">Features of ietf-netconf beyond the usual ones, separated by blanks; with a minus those to leave out; <c>foreign</c> adds a module without component, and deviations of it; <c>acr-commit</c> and <c>ietf-netconf-private-candidate</c> those modules.</param>
    /// <param name="startup">What startup was before; null for a first start.</param>
    /// <param name="log">The commits before; null for none.</param>
    /// <param name="later">How long after the usual time it starts.</param>
    /// <param name="directory">Where further modules and what operational has of them are; null for none.</param>
    public static async Task<NetconfHost> StartAsync(
        NetconfOptions? options = null, string features = "", MemoryStartupStore? startup = null, MemoryCommitLog? log = null, TimeSpan later = default, string? directory = null)
    {
        var modules = directory is not null && Directory.EnumerateFiles(directory, "*.yang").Any() ? directory : null;
        var host = new NetconfHost(options ?? new NetconfOptions(), SchemaWith(features, modules), startup ?? new MemoryStartupStore(), log ?? new MemoryCommitLog(), later, directory);
        Assert.IsEmpty(await host._coordinator.StartAsync(null));
        return host;
    }

    /// <summary>Sends one operation and takes its reply, without the envelope's attributes.</summary>
    public static async Task<string> AskAsync(PipeChannel session, string operation)
    {
        await session.SendAsync(NetconfText.Chunk(NetconfText.Rpc(operation)));
        return NetconfText.Unchunk(await session.ReceiveAsync(NetconfText.EndOfChunks));
    }

    /// <summary>A session with hellos exchanged; users whose names begin with "private" ask for a private candidate, those that begin with "called" are client noc called home.</summary>
    public async Task<PipeChannel> ConnectAsync(string user = "operator", bool isRecovery = false)
    {
        var channel = new PipeChannel(user);
        channel = new PipeChannel(user) { Peer = channel.Peer with { IsRecovery = isRecovery, CalledClient = user.StartsWith("called", StringComparison.Ordinal) ? "noc" : null } };
        _ = Server.OnSessionAsync(channel);
        await channel.ReceiveAsync(NetconfText.End);
        var capability = user.StartsWith("private", StringComparison.Ordinal) ? $"<capability>{NetconfNames.PrivateCandidateCapability}</capability>" : "";
        await channel.SendAsync(NetconfText.Hello11.Replace("</capabilities>", capability + "</capabilities>") + NetconfText.End);
        await channel.SendAsync(NetconfText.Chunk(NetconfText.Rpc("<get><filter/></get>", "hello")));
        await channel.ReceiveAsync(NetconfText.EndOfChunks);
        return channel;
    }

    public async ValueTask DisposeAsync()
    {
        await Server.StopAsync();
        await _coordinator.DisposeAsync();
    }

    public static SchemaContext SchemaWith(string features, string? modules = null)
        => Compiled.GetOrAdd((features, modules), key => new Lazy<SchemaContext>(() => Compile(key.Features, key.Modules))).Value;

    private static SchemaContext Compile(string changes, string? modules)
    {
        var words = changes.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var yang = Path.Combine(Repository, "yang");
        var builder = new SchemaContextBuilder(new DirectoryModuleSource(yang, Path.Combine(yang, "ietf"), Path.Combine(Repository, "tests/AcrNetconf.Conformance/Netconf"), modules ?? yang));
        using var library = JsonDocument.Parse(File.ReadAllText(Path.Combine(yang, "library.json")));
        foreach (var module in library.RootElement.GetProperty("modules").EnumerateArray())
        {
            // The protocol cases are about the standards: without acr-commit a commit tells what RFC 6470 says and no more.
            if (module.GetProperty("conformance").GetString() == "implement" && (!Optional.Contains(module.GetProperty("name").GetString()) || words.Contains(module.GetProperty("name").GetString())))
            {
                var revision = module.TryGetProperty("revision", out var date) ? date.GetString() : null;
                var name = module.GetProperty("name").GetString();
                var added = name == "ietf-netconf" ? words.Where(w => w[0] != '-' && w != "foreign" && !Optional.Contains(w)) : [];
                var features = module.TryGetProperty("features", out var list)
                    ? FeatureSelection.Only(list.EnumerateArray().Select(f => f.GetString()!).Union(added).Except(words.Where(w => w[0] == '-').Select(w => w[1..])))
                    : null;
                builder.Implement(module.GetProperty("name").GetString()!, revision, features);
            }
        }

        if (words.Contains("foreign"))
        {
            builder.Implement("acr-foreign", null, FeatureSelection.Only("fast")).Implement("acr-foreign-deviations", null, FeatureSelection.All);
        }

        foreach (var module in modules is null ? [] : Directory.GetFiles(modules, "*.yang"))
        {
            builder.Implement(Path.GetFileNameWithoutExtension(module), null, FeatureSelection.All);
        }

        var compilation = builder.Implement("acr-test", null, FeatureSelection.None).Compile();
        return compilation.Context ?? throw new InvalidOperationException(string.Join('\n', compilation.Diagnostics));
    }

    private static string FindRepository()
    {
        for (var directory = new DirectoryInfo(AppContext.BaseDirectory); directory is not null; directory = directory.Parent)
        {
            if (File.Exists(Path.Combine(directory.FullName, "yang/library.json")))
            {
                return directory.FullName;
            }
        }

        throw new InvalidOperationException("the tests do not run inside the repository");
    }
}
