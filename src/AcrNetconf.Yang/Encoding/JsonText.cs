using System.Text.Json;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Takes strings out of a JSON reader.</summary>
internal static class JsonText
{
    /// <summary>The string or member name the reader stands on.</summary>
    /// <exception cref="JsonException">It is not valid Unicode; the reader looks at that only now.</exception>
    public static string Get(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException e)
        {
            throw new JsonException("a string is not valid Unicode", e);
        }
    }
}
