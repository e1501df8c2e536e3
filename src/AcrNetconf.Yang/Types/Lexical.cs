using System.Buffers;

namespace AcrNetconf.Yang.Types;

/// <summary>Character-level rules the built-in types share.</summary>
internal static class Lexical
{
    private static readonly string[] BaseNames =
    [
        "binary", "bits", "boolean", "decimal64", "empty", "enumeration", "identityref", "instance-identifier",
        "int8", "int16", "int32", "int64", "leafref", "string", "uint8", "uint16", "uint32", "uint64", "union",
    ];

    // RFC 7950 §9.4: everything but C0 controls other than tab, LF and CR, surrogates on their own, and noncharacters.
    // Surrogates are listed because a pair needs the slow look: U+nFFFE and U+nFFFF hide in them.
    private static readonly SearchValues<char> Suspicious = SearchValues.Create(SuspiciousCharacters());

    public static string NameOf(YangBaseType type) => BaseNames[(int)type];

    /// <summary>The built-in type of that name, or null.</summary>
    public static YangBaseType? BaseOf(ReadOnlySpan<char> name)
    {
        for (var i = 0; i < BaseNames.Length; i++)
        {
            if (name.SequenceEqual(BaseNames[i]))
            {
                return (YangBaseType)i;
            }
        }

        return null;
    }

    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r';

    public static ReadOnlySpan<char> Trim(string text) => text.AsSpan().Trim(" \t\r\n");

    public static int HexValue(char c) => c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;

    /// <summary>Length in characters as XSD and YANG count them: Unicode code points.</summary>
    public static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        var rest = text;
        int at;
        while ((at = rest.IndexOfAnyInRange('\uDC00', '\uDFFF')) >= 0)
        {
            count--;
            rest = rest[(at + 1)..];
        }

        return count;
    }

    /// <summary>Index of the first character YANG text and strings must not contain, or -1.</summary>
    public static int IndexOfForbidden(ReadOnlySpan<char> text)
    {
        var start = 0;
        while (true)
        {
            var at = text[start..].IndexOfAny(Suspicious);
            if (at < 0)
            {
                return -1;
            }

            at += start;
            if (!char.IsHighSurrogate(text[at]) || at + 1 >= text.Length || !char.IsLowSurrogate(text[at + 1])
                || (char.ConvertToUtf32(text[at], text[at + 1]) & 0xFFFE) == 0xFFFE)
            {
                return at;
            }

            start = at + 2;
        }
    }

    /// <summary>RFC 7950 §6.2: letter or underscore, then letters, digits, underscore, hyphen, dot; ASCII only.</summary>
    public static bool IsIdentifier(ReadOnlySpan<char> text)
    {
        if (text.Length == 0 || !IsIdentifierStart(text[0]))
        {
            return false;
        }

        foreach (var c in text[1..])
        {
            if (!IsIdentifierPart(c))
            {
                return false;
            }
        }

        return true;
    }

    public static bool IsIdentifierStart(char c) => char.IsAsciiLetter(c) || c == '_';

    public static bool IsIdentifierPart(char c) => char.IsAsciiLetterOrDigit(c) || c is '_' or '-' or '.';

    /// <summary>The first few names for a message.</summary>
    public static string Enumerate(System.Collections.Immutable.ImmutableArray<EnumItem> items)
    {
        const int Shown = 8;
        var names = new List<string>(Shown + 1);
        foreach (var item in items)
        {
            if (names.Count == Shown)
            {
                names.Add("...");
                break;
            }

            names.Add(item.Name);
        }

        return string.Join(", ", names);
    }

    private static string SuspiciousCharacters()
    {
        var characters = new List<char>();
        for (var c = 0; c <= 0xFFFF; c++)
        {
            if ((c < 0x20 && c is not (9 or 10 or 13)) || (c is >= 0xD800 and <= 0xDFFF) || (c is >= 0xFDD0 and <= 0xFDEF) || c >= 0xFFFE)
            {
                characters.Add((char)c);
            }
        }

        return new string([.. characters]);
    }
}
