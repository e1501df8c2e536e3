using System.Text.Encodings.Web;
using System.Text.Json;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Cli.Yang;

/// <summary>Findings as JSON.</summary>
internal static class FindingsJson
{
    /// <summary>Quotes and angle brackets stay readable: the output is no HTML.</summary>
    public static JavaScriptEncoder Encoder => JavaScriptEncoder.UnsafeRelaxedJsonEscaping;

    /// <summary>Writes an array: for data errorTag, errorAppTag, errorPath and message; for modules file, line, column, severity, code and message.</summary>
    public static void Write(Utf8JsonWriter writer, IReadOnlyList<YangFinding> findings)
    {
        writer.WriteStartArray();
        foreach (var finding in findings)
        {
            writer.WriteStartObject();
            if (finding.Diagnostic is { } diagnostic)
            {
                writer.WriteString("file", diagnostic.Span.File);
                writer.WriteNumber("line", diagnostic.Span.Line);
                writer.WriteNumber("column", diagnostic.Span.Column);
                writer.WriteString("severity", diagnostic.Severity == DiagnosticSeverity.Error ? "error" : "warning");
                writer.WriteString("code", diagnostic.Code);
            }
            else
            {
                writer.WriteString("errorTag", finding.ErrorTag);
                writer.WriteString("errorAppTag", finding.ErrorAppTag);
                writer.WriteString("errorPath", finding.ErrorPath);
            }

            writer.WriteString("message", finding.Message);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
