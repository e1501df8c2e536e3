namespace AcrNetconf.Cli.Yang;

/// <summary>What a yang command found.</summary>
/// <param name="Exit">0 good, 1 findings, 2 wrong usage.</param>
/// <param name="Findings">In the order they shall be reported.</param>
internal sealed record YangCommandResult(int Exit, IReadOnlyList<YangFinding> Findings)
{
    public static YangCommandResult Of(IReadOnlyList<YangFinding> findings)
        => new(findings.Any(finding => finding.IsError) ? 1 : 0, findings);

    /// <summary>The command line makes no sense.</summary>
    public static YangCommandResult Usage(string message) => new(2, [new(null, null, null, message)]);
}
