using AcrNetconf.Agent.Features.Server;
using AcrNetconf.Linux;
using AcrNetconf.Transports.Unix;

namespace AcrNetconf.Agent.Hosting;

/// <summary>The users of this host.</summary>
internal sealed class HostAccounts : IUnixAccounts, IHostNames
{
    public string? NameOf(uint uid) => Accounts.UserName(uid);

    public uint? UserId(string name) => Accounts.UserId(name);

    public uint? GroupId(string name) => Accounts.GroupId(name);

    public void GiveToGroup(string path, uint gid)
    {
        try
        {
            Accounts.GiveToGroup(path, gid);
        }
        catch (LinuxException refusal)
        {
            throw new IOException(refusal.Message, refusal);
        }
    }
}
