namespace AcrNetconf.Agent.Features.Server;

/// <summary>Users and groups of the host by name.</summary>
internal interface IHostNames
{
    /// <summary>Number of a user, or null.</summary>
    uint? UserId(string name);

    /// <summary>Number of a group, or null.</summary>
    uint? GroupId(string name);
}
