namespace AcrNetconf.UnitTests.Cli.Documents;

/// <summary>Files of the tree that are no code: manual pages, documents, modules.</summary>
internal static class ProjectFile
{
    /// <param name="name">Path below the tree's root.</param>
    public static string Path(string name) => System.IO.Path.GetFullPath(System.IO.Path.Combine(AppContext.BaseDirectory, "../../../../..", name)); // the layout of every build
}
