using System.Text.Json;
using System.Xml.Linq;
using AcrNetconf.Cli.Client;

namespace AcrNetconf.Cli.Commands;

/// <summary>How results are printed.</summary>
internal static class Output
{
    public static void Ok(bool asJson, string? remark = null)
    {
        if (asJson)
        {
            Console.WriteLine(remark is null ? """{"ok":true}""" : $$"""{"ok":true,"remark":{{Quote(remark)}}}""");
        }
        else
        {
            Console.WriteLine(remark is null ? "ok" : $"ok; {remark}");
        }
    }

    /// <summary>The children of <paramref name="data"/>: XML, or JSON by structure.</summary>
    public static void Data(XElement? data, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.Of(data));
            return;
        }

        foreach (var child in data?.Elements() ?? [])
        {
            Console.WriteLine(child.ToString());
        }
    }

    /// <summary>What went wrong: the server's errors one by one (RFC 6241 §4.3), or a sentence of ours.</summary>
    public static string Failure(Exception fault)
    {
        var errors = fault is NetconfException refusal
            ? refusal.Errors.Select(e => $$"""{"errorTag":{{Quote(e.Tag)}},"errorAppTag":{{QuoteOrNull(e.AppTag)}},"errorPath":{{QuoteOrNull(e.Path)}},"errorMessage":{{QuoteOrNull(e.Message)}}}""")
            : [$$"""{"errorTag":null,"errorAppTag":null,"errorPath":null,"errorMessage":{{Quote(fault.Message)}}}"""];
        return $$"""{"ok":false,"errors":[{{string.Join(',', errors)}}]}""";
    }

    private static string QuoteOrNull(string? text) => text is null ? "null" : Quote(text);

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}\"";
}
