namespace AcrNetconf.Interop.Agent;

/// <summary>The product's executables, as built beside the tests.</summary>
internal static class Product
{
    public static string Agent => Find("src/AcrNetconf.Agent", "acr-netconf");

    public static string Acr => Find("tools/AcrNetconf.Cli", "acr");

    public static string Lab => Find("tools/AcrNetconf.Lab", "acr-lab");

    private static string Find(string project, string name)
    {
        // tests/AcrNetconf.Interop/bin/CONFIGURATION/net10.0/ -> the tree's root and the configuration.
        var output = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/'));
        var configuration = output.Parent!.Name; // the layout of every build
        var root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName; // the layout of every build
        var path = Path.Combine(root, project, "bin", configuration, output.Name, name);
        return File.Exists(path) ? path : throw new FileNotFoundException($"{path} is not built");
    }
}
