using System.Text.Json;
using System.Xml.Linq;

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

    public static string Quote(string text) => $"\"{JsonEncodedText.Encode(text)}\"";
}
