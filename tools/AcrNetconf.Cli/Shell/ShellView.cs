namespace AcrNetconf.Cli.Shell;

/// <summary>Which commands there are.</summary>
internal enum ShellView
{
    /// <summary>Looking and operating.</summary>
    User,

    /// <summary>Configuring candidate.</summary>
    System,
}
