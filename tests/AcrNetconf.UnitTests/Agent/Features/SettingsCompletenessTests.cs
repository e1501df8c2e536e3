using AcrNetconf.Agent;
using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Agent.Features.Users;
using AcrNetconf.Agent.Hosting;
using AcrNetconf.Datastores.Features;
using AcrNetconf.Netconf.Sessions;
using AcrNetconf.Ssh.Authentication;
using AcrNetconf.UnitTests.Datastores.Fakes;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace AcrNetconf.UnitTests.Agent.Features;

[TestClass]
public sealed class SettingsCompletenessTests
{
    [TestMethod]
    public async Task Every_leaf_of_users_and_server_is_read_and_has_an_impact()
    {
        var time = new FakeTimeProvider();
        using var users = new LocalUsersAuthenticator([], time);
        var options = new AgentOptions
        {
            Listen = [],
            StateDirectory = "/nowhere",
            Users = [],
            ModulePaths = [],
            Modules = [],
            Clock = "virtual",
            Timestamping = "auto",
            EventPort = 319,
            GeneralPort = 320,
            LogLevel = LogLevel.Information,
        };
        await using var transports = new TransportSet(options, users, time, NullLoggerFactory.Instance);
        var builder = new FeatureBuilder(TestModel.Schema);
        new UsersFeature(users, time).Register(builder);
        new ServerFeature(transports, _ => { }, () => new SessionLimits(), new LogLevelSwitch(LogLevel.Information)).Register(builder);
        Assert.IsEmpty(builder.Build().Verify());
    }
}
