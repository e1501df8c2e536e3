using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Validation;

namespace AcrNetconf.Cli.Yang;

/// <summary>One line of a result: something about a module, or something about data.</summary>
/// <param name="ErrorTag">NETCONF error-tag for data; null for modules.</param>
/// <param name="ErrorAppTag">error-app-tag, or null.</param>
/// <param name="ErrorPath">Path of the data node, or null.</param>
/// <param name="Message">One sentence.</param>
/// <param name="Diagnostic">The finding about a module; null for data.</param>
internal sealed record YangFinding(string? ErrorTag, string? ErrorAppTag, string? ErrorPath, string Message, Diagnostic? Diagnostic = null)
{
    public bool IsError => Diagnostic is not { Severity: DiagnosticSeverity.Warning };

    public static YangFinding Of(Violation violation)
        => new(violation.ErrorTag, violation.ErrorAppTag, violation.Path?.ToString(), violation.Message);

    public static YangFinding Of(Diagnostic diagnostic) => new(null, null, null, diagnostic.Message, diagnostic);

    /// <summary>As a line for people.</summary>
    public string ToLine() => Diagnostic is { } diagnostic
        ? diagnostic.ToString()
        : $"error: {ErrorTag}{(ErrorAppTag is null ? "" : $" ({ErrorAppTag})")}: {Message}";
}
