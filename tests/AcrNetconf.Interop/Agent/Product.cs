namespace AcrNetconf.Interop.Agent;

/// <summary>The product's executables, as built beside the tests.</summary>
internal static class Product
{
    public static string Agent => Find("src/AcrNetconf.Agent", "acr-netconf");

    public static string Relay => Find("src/AcrNetconf.Relay", "acr-netconf-relay");

    public static string Acr => Find("tools/AcrNetconf.Cli", "acr");

    public static string Victim => Find("tests/AcrNetconf.CommitVictim", "acr-commit-victim");

    /// <summary>The tree's root.</summary>
    public static string Root => Output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName; // the layout of every build

    public static string Lab => Find("tools/AcrNetconf.Lab", "acr-lab");

    // tests/AcrNetconf.Interop/bin/CONFIGURATION/net10.0/
    private static DirectoryInfo Output => new(AppContext.BaseDirectory.TrimEnd('/'));

    private static string Find(string project, string name)
    {
        var configuration = Output.Parent!.Name; // the layout of every build
        var path = Path.Combine(Root, project, "bin", configuration, Output.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built");
    }
}
