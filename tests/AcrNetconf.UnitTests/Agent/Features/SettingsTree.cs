using AcrNetconf.Datastores.Editing;
using AcrNetconf.UnitTests.Datastores.Fakes;
using AcrNetconf.Yang.Data;

namespace AcrNetconf.UnitTests.Agent.Features;

/// <summary>Trees of the served model with users, endpoints and access rules.</summary>
internal static class SettingsTree
{
    private const string Base = "urn:ietf:params:xml:ns:netconf:base:1.0";

    /// <summary>An empty tree after an edit of these parts.</summary>
    public static DataTree With(params string[] parts) => Edit(TestModel.Empty, parts);

    /// <summary>A tree after an edit.</summary>
    public static DataTree Edit(DataTree tree, params string[] parts)
    {
        var edited = EditApplier.Apply(tree, Parse(parts));
        Assert.IsEmpty(edited.Errors);
        return edited.Tree;
    }

    public static EditTree Parse(params string[] parts)
        => EditReader.Parse(TestModel.Schema, $"<config xmlns=\"{Base}\" xmlns:nc=\"{Base}\">{string.Concat(parts)}</config>");

    /// <summary>Users of ietf-system.</summary>
    public static string Users(string users)
        => $"<system xmlns=\"urn:ietf:params:xml:ns:yang:ietf-system\"><authentication>{users}</authentication></system>";

    /// <summary>A user with a key given as a line of authorized_keys, or none.</summary>
    public static string User(string name, string? password = null, string? key = null, string? algorithm = null)
        => $"<user><name>{name}</name>{(password is null ? "" : $"<password>{password}</password>")}"
            + $"{(key is null ? "" : $"<authorized-key><name>k</name><algorithm>{algorithm ?? key.Split(' ')[0]}</algorithm><key-data>{key.Split(' ')[1]}</key-data></authorized-key>")}</user>";

    /// <summary>The server's settings.</summary>
    public static string Server(string content) => $"<netconf-server xmlns=\"urn:acr-netconf:yang:acr-server\">{content}</netconf-server>";

    /// <summary>One endpoint.</summary>
    public static string Endpoint(string name, string address, int port, string? hostKey = null, bool passwords = true)
        => $"<listen><endpoints><endpoint><name>{name}</name><ssh><tcp-server-parameters><local-bind><local-address>{address}</local-address><local-port>{port}</local-port></local-bind>"
            + $"</tcp-server-parameters><ssh-server-parameters>{(hostKey is null ? "" : $"<server-identity><host-key>{hostKey}</host-key></server-identity>")}"
            + $"<client-authentication><passwords>{(passwords ? "true" : "false")}</passwords></client-authentication></ssh-server-parameters></ssh></endpoint></endpoints></listen>";

    /// <summary>A group of one user that may do everything.</summary>
    public static string Admin(string user)
        => "<nacm xmlns=\"urn:ietf:params:xml:ns:yang:ietf-netconf-acm\">"
            + $"<groups><group><name>admin</name><user-name>{user}</user-name></group></groups>"
            + "<rule-list><name>admin</name><group>admin</group><rule><name>all</name><action>permit</action></rule></rule-list></nacm>";
}
