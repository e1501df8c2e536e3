namespace AcrNetconf.Yang.Syntax;

/// <summary>Schema node identifiers (RFC 7950 §6.5): <c>/a:b/c</c> and <c>b/c</c>.</summary>
internal static class SchemaNodeIdentifier
{
    public static bool IsAbsolute(ReadOnlySpan<char> text) => text.Length > 1 && text[0] == '/' && IsDescendant(text[1..]);

    public static bool IsDescendant(ReadOnlySpan<char> text)
    {
        foreach (var range in text.Split('/'))
        {
            if (!ArgumentSyntax.IsIdentifierReference(text[range]))
            {
                return false;
            }
        }

        return true;
    }
}
