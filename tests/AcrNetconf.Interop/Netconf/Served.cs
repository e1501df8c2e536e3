using AcrNetconf.Interop.Agent;
using AcrNetconf.Testing.Netconf;

namespace AcrNetconf.Interop.Netconf;

/// <summary>The agent with the module acr-bench, as most tests here want it, and that module's requests.</summary>
internal static class Served
{
    public const string PasswordUser = "operator";
    public const string Password = "a-password";

    public static string ModuleFolder => Path.Combine(AppContext.BaseDirectory, "Netconf");

    /// <summary>The agent built beside the tests, or the one <c>ACR_AGENT</c> names.</summary>
    public static string Executable => Environment.GetEnvironmentVariable("ACR_AGENT") ?? Product.Agent;

    public static AgentServer Start(params string[] options)
        => new(Executable, ["--module-path", ModuleFolder, "--module", "acr-bench", "--user", $"{PasswordUser}:{Password}", .. options]);

    public static string Edit(string settings)
        => $"<edit-config><target><candidate/></target><config><settings xmlns=\"urn:acr-netconf:bench\">{settings}</settings></config></edit-config>";

    public static string Get(string store) => $"<get-config><source><{store}/></source><filter><settings xmlns=\"urn:acr-netconf:bench\"/></filter></get-config>";

    /// <summary>Text of the first element of this name; null when there is none.</summary>
    public static string? Leaf(string reply, string name)
    {
        var start = reply.IndexOf($"<{name}>", StringComparison.Ordinal);
        return start < 0 ? null : reply[(start + name.Length + 2)..reply.IndexOf($"</{name}>", start, StringComparison.Ordinal)];
    }
}
