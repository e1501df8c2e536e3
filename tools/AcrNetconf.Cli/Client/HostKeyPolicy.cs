namespace AcrNetconf.Cli.Client;

/// <summary>Which host keys are good enough to send a password to.</summary>
internal enum HostKeyPolicy
{
    /// <summary>Any but one that differs from what the file of known hosts says, or is revoked there.</summary>
    Unchanged,

    /// <summary>Only one that the file of known hosts holds.</summary>
    Known,

    /// <summary>Any.</summary>
    Any,
}
