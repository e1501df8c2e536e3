using System.Globalization;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Agent;

/// <summary>The agent's own settings as edits, and the keys they speak of.</summary>
internal static class Settings
{
    /// <summary>edit-config of candidate with these parts.</summary>
    public static string Edit(params string[] parts)
        => $"<edit-config><target><candidate/></target><config xmlns:nc=\"{NetconfPeer.BaseNamespace}\">{string.Concat(parts)}</config></edit-config>";

    /// <summary>Users of ietf-system.</summary>
    public static string Users(string users) => $"<system xmlns=\"urn:ietf:params:xml:ns:yang:ietf-system\"><authentication>{users}</authentication></system>";

    /// <summary>A user with exactly one key, that of a file's public half.</summary>
    public static string User(string name, string keyFile)
        => $"<user nc:operation=\"replace\"><name>{name}</name><authorized-key><name>k</name>"
            + $"<algorithm>ssh-ed25519</algorithm><key-data>{File.ReadAllText(keyFile + ".pub").Split(' ')[1]}</key-data></authorized-key></user>";

    /// <summary>The server's settings.</summary>
    public static string Server(string content) => $"<netconf-server xmlns=\"urn:acr-netconf:yang:acr-server\">{content}</netconf-server>";

    /// <summary>One endpoint on 127.0.0.1 with one host key.</summary>
    public static string Endpoint(string name, int port, string hostKey) => string.Create(
        CultureInfo.InvariantCulture,
        $"<listen><endpoints><endpoint nc:operation=\"replace\"><name>{name}</name><ssh><tcp-server-parameters><local-bind><local-address>127.0.0.1</local-address><local-port>{port}</local-port></local-bind>"
            + $"</tcp-server-parameters><ssh-server-parameters><server-identity><host-key>{hostKey}</host-key></server-identity></ssh-server-parameters></ssh></endpoint></endpoints></listen>");

    /// <summary>Host keys, each named by its file.</summary>
    public static string HostKeys(params string[] keyFiles)
        => $"<host-keys>{string.Concat(keyFiles.Select(file => $"<host-key><name>{Path.GetFileName(file)}</name><private-key>{File.ReadAllText(file)}</private-key></host-key>"))}</host-keys>";

    /// <summary>Access rules.</summary>
    public static string Access(string content) => $"<nacm xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-acm\">{content}</nacm>";

    /// <summary>A key pair of its own.</summary>
    public static string MakeKey(ServerFolder folder, string name)
    {
        var file = folder.File(name);
        ServerFolder.Run("ssh-keygen", "-q", "-t", "ed25519", "-N", string.Empty, "-C", name, "-f", file);
        return file;
    }
}
