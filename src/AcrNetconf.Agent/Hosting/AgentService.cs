using System.Net;
using AcrNetconf.Agent.Features.Alarms;
using AcrNetconf.Agent.Features.PtpAdaptive;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Agent.Features.Users;
using AcrNetconf.Agent.Hosting.Metrics;
using AcrNetconf.Agent.Hosting.Recording;
using AcrNetconf.Datastores;
using AcrNetconf.Datastores.Commit;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Datastores.History;
using AcrNetconf.Linux;
using AcrNetconf.Netconf;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Ptp.Platform;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.Yang.Data;
using AcrNetconf.Yang.Schema;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace AcrNetconf.Agent.Hosting;

/// <summary>Composes the agent, starts it in dependency order and stops it in the reverse.</summary>
internal sealed partial class AgentService(AgentOptions options, LogLevelSwitch level, TimeProvider time, ILoggerFactory loggers) : IHostedService, IAsyncDisposable
{
    private readonly ILogger _logger = loggers.CreateLogger("acr-netconf");
    private ClientController? _client;
    private readonly RecordingDesk _recordings = new(Path.Combine(options.StateDirectory, "recordings"), time);
    private ClientHealth? _health;
    private SqliteCommitLog? _log;
    private SqliteStartupStore? _startup;
    private StateDirectoryLock? _ownership;
    private CommitCoordinator? _coordinator;
    private NetconfServer? _netconf;
    private TransportSet? _transports;
    private LocalUsersAuthenticator? _authenticator;
    private readonly ServiceManager _manager = ServiceManager.FromEnvironment();
    private AgentMeters? _meters;
    private PrometheusText? _metricsText;
    private MetricsEndpoint? _metrics;
    private MemoryTrim? _trim;

    /// <exception cref="StartRefusedException">The options or the host do not allow it; one sentence.</exception>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        PrepareStateDirectory();

        // The longest part of a start by far, and it needs nothing of the others.
        var compiling = Task.Run(() => ServedSchema.Compile(options.ModulePaths, options.Modules, options.Capabilities), cancellationToken);
        var users = _authenticator = new LocalUsersAuthenticator(ReadUsers(), time);
        var transports = _transports = MakeTransports(users);
        _log = Open(path => SqliteCommitLog.Open(path), "commits.db");
        _startup = options.Capabilities.Contains("startup") ? Open(SqliteStartupStore.Open, "startup.db") : null;

        // Before the configuration, whose listeners join those of the command line.
        var places = await ListenAsync(transports, cancellationToken);
        var schema = await compiling;
        var stores = new DatastoreSet(schema);
        var features = ComposeFeatures(schema, users, transports);
        _coordinator = new CommitCoordinator(stores, features, _log, time, loggers.CreateLogger("commit")) { StartupStore = _startup, Health = _health };
        _netconf = NetconfServerFactory.Create(
            new NetconfServices(stores, _coordinator, features, time, loggers.CreateLogger("netconf")),
            new NetconfOptions { Limits = options.Limits, ReplayEvents = options.ReplayEvents, UrlDirectory = PrepareUrlDirectory() });
        var server = new ServerModel(schema);
        _coordinator.Protect(new AccountGuard(new SystemModel(schema), server));
        _coordinator.Protect(new ListenerGuard(server));
        _coordinator.Protect(new ClientCertificateGuard(server, time));
        StartMetrics(_netconf, _coordinator);

        var load = options.LoadFile is null ? null : ConfigurationFile.Load(options.LoadFile, schema);
        var violations = await _coordinator.StartAsync(load);
        if (!violations.IsEmpty)
        {
            throw new StartRefusedException($"{options.LoadFile ?? "the startup datastore"}: {violations[0].Message}");
        }

        transports.Start(_netconf, _coordinator.BetweenRequestsAsync);
        _trim = new MemoryTrim(time);
        Announce(places);
        _manager.Ready($"NETCONF on {string.Join(", ", places)}", _ => _client?.Driver?.QueryStatusAsync() ?? Task.CompletedTask);
    }

    /// <summary>Ends sessions and gives contracts back.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        LogStopping(_logger);
        _manager.Stopping();
        if (_netconf is not null)
        {
            await _netconf.StopAsync();
        }

        if (_transports is not null)
        {
            await _transports.StopAsync();
        }

        if (_coordinator is not null)
        {
            await _coordinator.DisposeAsync();
        }

        if (_client is not null)
        {
            await _client.DisposeAsync();
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_transports is not null)
        {
            await _transports.DisposeAsync();
        }

        if (_coordinator is not null)
        {
            await _coordinator.DisposeAsync();
        }

        if (_client is not null)
        {
            await _client.DisposeAsync();
        }

        await _recordings.DisposeAsync();
        if (_metrics is not null)
        {
            await _metrics.DisposeAsync();
        }

        await _manager.DisposeAsync();
        _metricsText?.Dispose();
        _meters?.Dispose();
        if (_trim is not null)
        {
            await _trim.DisposeAsync();
        }

        _authenticator?.Dispose();
        _log?.Dispose();
        _startup?.Dispose();
        _ownership?.Dispose();
    }

    private void PrepareStateDirectory()
    {
        try
        {
            Directory.CreateDirectory(options.StateDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            _ownership = StateDirectoryLock.Take(options.StateDirectory);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the state directory {options.StateDirectory} cannot be used: {fault.Message}", fault);
        }
    }

    private string? PrepareUrlDirectory()
    {
        if (!options.Capabilities.Contains("url"))
        {
            return null;
        }

        try
        {
            Directory.CreateDirectory(options.UrlDirectory, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return options.UrlDirectory;
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            throw new StartRefusedException($"the directory {options.UrlDirectory} cannot be used: {fault.Message}", fault);
        }
    }

    private FeatureCatalog ComposeFeatures(SchemaContext schema, LocalUsersAuthenticator users, TransportSet transports)
    {
        if (!ClockSelection.TryParse(options.Clock, out var clock))
        {
            throw new StartRefusedException($"--clock {options.Clock} is none of virtual, system, auto, /dev/ptpN");
        }

        var model = new PtpAdaptiveModel(schema);
        var notifications = new PtpAdaptiveNotifications(schema, model);
        var alarms = new AlarmList(time);
        var alarmsFeature = new AlarmsFeature(schema, alarms);
        _health = new ClientHealth(() => _client?.Driver?.Status.Slave, time);
        var source = Enum.Parse<TimestampSource>(options.Timestamping, ignoreCase: true);
        _client = new ClientController(
            new ClientPlatform(clock, source, options.EventPort, options.GeneralPort, ClientIdentity.Create(options.StateDirectory)),
            new SocketLeases(),
            new ClockLeases(),
            time,
            occurrence => OnOccurrence(occurrence, notifications),
            sentence => LogOccurrence(_logger, sentence))
        {
            StatusObserver = status => Publish(alarms.Update(status?.Slave).Select(alarmsFeature.Notify)),
        };
        var builder = new FeatureBuilder(schema);
        new PtpAdaptiveFeature(_client, _recordings).Register(builder);
        alarmsFeature.Register(builder);
        new UsersFeature(users, time).Register(builder);
        new ServerFeature(transports, limits => _netconf!.Limits = limits.Over(options.Limits), () => _netconf!.Limits, level).Register(builder); // made before the first commit
        var features = builder.Build();
        var gaps = features.Verify();
        return gaps.IsEmpty ? features : throw new StartRefusedException($"the model is not implemented completely: {gaps[0]}");
    }

    private void StartMetrics(NetconfServer netconf, CommitCoordinator coordinator)
    {
        if (options.Metrics is null)
        {
            return;
        }

        _metricsText = new PrometheusText();
        _meters = new AgentMeters(() => _client?.Driver?.Status, netconf.Sessions);
        coordinator.Observe(_meters);
        _metrics = MetricsEndpoint.Start(options.Metrics, _metricsText.Write);
        LogMetrics(_logger, _metrics.Address);
    }

    private void OnOccurrence(PtpEvent occurrence, PtpAdaptiveNotifications notifications)
    {
        _health?.Observe(occurrence);
        LogOccurrence(_logger, EventSentences.Of(occurrence));
        Publish(notifications.Build(occurrence));
    }

    private void Publish(IEnumerable<NotificationNode> notifications)
    {
        foreach (var notification in notifications)
        {
            _netconf?.Events.Publish(notification);
        }
    }

    private T Open<T>(Func<string, T> open, string file)
    {
        try
        {
            return open(Path.Combine(options.StateDirectory, file));
        }
        catch (IOException fault)
        {
            throw new StartRefusedException(fault.Message, fault);
        }
    }

    private TransportSet MakeTransports(LocalUsersAuthenticator users)
    {
        try
        {
            return new TransportSet(options, users, time, loggers);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException or ArgumentException)
        {
            throw new StartRefusedException(fault.Message, fault);
        }
    }

    private static async ValueTask<IReadOnlyList<string>> ListenAsync(TransportSet transports, CancellationToken cancellationToken)
    {
        try
        {
            return await transports.BindAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or DllNotFoundException)
        {
            throw new StartRefusedException(fault.Message, fault);
        }
    }

    private IReadOnlyList<LocalUser> ReadUsers()
    {
        try
        {
            return [.. options.Users.Select(ReadUser)];
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or FormatException)
        {
            throw new StartRefusedException(fault.Message, fault);
        }
    }

    private static LocalUser ReadUser(AgentUser user)
        => user.Password is not null
            ? LocalUser.WithPassword(user.Name, user.Password)
            : LocalUser.WithKeys(user.Name, File.ReadLines(user.KeyFile!)); // one of the two is given

    private void Announce(IReadOnlyList<string> places)
    {
        var line = $"acr-netconf ready: {string.Join(", ", places)}";
        Console.WriteLine(line);
        if (options.ReadyFile is { } file)
        {
            File.WriteAllText(file, line + "\n");
        }
    }

    [LoggerMessage(501, LogLevel.Information, "Stopping: sessions are closed and grants cancelled")]
    private static partial void LogStopping(ILogger logger);

    [LoggerMessage(502, LogLevel.Information, "PTP client: {Occurrence}")]
    private static partial void LogOccurrence(ILogger logger, string occurrence);

    [LoggerMessage(503, LogLevel.Information, "Metrics are served at http://{Address}/metrics")]
    private static partial void LogMetrics(ILogger logger, EndPoint address);
}
