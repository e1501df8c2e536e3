using AcrNetconf.Datastores.Features;
using AcrNetconf.Ssh.Authentication;

namespace AcrNetconf.Agent.Features.Users;

/// <summary>What the agent serves of ietf-system (RFC 7317): users, and what it runs on.</summary>
internal sealed class UsersFeature(LocalUsersAuthenticator authenticator, TimeProvider time) : IFeature
{
    /// <inheritdoc/>
    public void Register(FeatureBuilder builder)
    {
        var model = new SystemModel(builder.Schema);
        builder.Implements(SystemModel.ModuleName)
            .Component(new UsersBinding(model, authenticator))
            .Rewrite(model.Password, PasswordKeeping.Keep)
            .State(new GivenUsers(builder.Schema, model, authenticator.Given))
            .State(new HostState(builder.Schema, model, time, () => TimeSpan.FromMilliseconds(Environment.TickCount64)));
    }
}
