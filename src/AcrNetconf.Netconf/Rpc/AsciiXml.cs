using System.Buffers;
using System.Buffers.Text;
using System.Text;

namespace AcrNetconf.Netconf.Rpc;

/// <summary>Writes XML as ASCII bytes: characters above 127 become decimal character references.</summary>
/// <remarks>
/// Clients in use decode UTF-8 per packet and lose the session over a character cut in two, and one counts named references and stops at a
/// thousand. Hence: ASCII only; text escapes <c>&amp;</c>, <c>&lt;</c>, and <c>&gt;</c> only where it follows <c>]]</c>; a quote in an
/// attribute is a decimal reference.
/// </remarks>
internal static class AsciiXml
{
    public static void Raw(IBufferWriter<byte> output, ReadOnlySpan<byte> bytes) => output.Write(bytes);

    /// <summary>Writes a name or other text known to be ASCII without markup characters.</summary>
    public static void Name(IBufferWriter<byte> output, string name) => Write(output, name, isAttribute: false);

    public static void Text(IBufferWriter<byte> output, string text) => Write(output, text, isAttribute: false);

    public static void Attribute(IBufferWriter<byte> output, string value) => Write(output, value, isAttribute: true);

    /// <summary>Writes <c>&lt;name&gt;text&lt;/name&gt;</c>.</summary>
    public static void Element(IBufferWriter<byte> output, string name, string text)
    {
        Raw(output, "<"u8);
        Name(output, name);
        Raw(output, ">"u8);
        Text(output, text);
        Raw(output, "</"u8);
        Name(output, name);
        Raw(output, ">"u8);
    }

    private static void Write(IBufferWriter<byte> output, string text, bool isAttribute)
    {
        var start = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (!NeedsReference(text, i, isAttribute))
            {
                continue;
            }

            Ascii(output, text.AsSpan(start, i - start));
            i += WriteReference(output, text, i) - 1;
            start = i + 1;
        }

        Ascii(output, text.AsSpan(start));
    }

    private static bool NeedsReference(string text, int i, bool isAttribute)
    {
        var c = text[i];
        return c switch
        {
            '&' or '<' or '\r' => true,
            '>' => i >= 2 && text[i - 1] == ']' && text[i - 2] == ']',
            '"' => isAttribute,
            '\n' or '\t' => isAttribute,
            _ => c is < ' ' or >= '\x7f',
        };
    }

    /// <summary>Writes the reference for the character at <paramref name="i"/> and returns how many UTF-16 units it took.</summary>
    private static int WriteReference(IBufferWriter<byte> output, string text, int i)
    {
        switch (text[i])
        {
            case '&':
                Raw(output, "&amp;"u8);
                return 1;
            case '<':
                Raw(output, "&lt;"u8);
                return 1;
            case '>':
                Raw(output, "&gt;"u8);
                return 1;
        }

        var isPair = Rune.TryGetRuneAt(text, i, out var rune);
        var code = isPair && IsXmlCharacter(rune.Value) ? rune.Value : Rune.ReplacementChar.Value;
        var span = output.GetSpan(16);
        "&#"u8.CopyTo(span);
        Utf8Formatter.TryFormat(code, span[2..], out var digits);
        span[2 + digits] = (byte)';';
        output.Advance(3 + digits);
        return isPair ? rune.Utf16SequenceLength : 1;
    }

    private static bool IsXmlCharacter(int code) => code is '\t' or '\n' or '\r' || (code >= 0x20 && code is not (0xfffe or 0xffff));

    private static void Ascii(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            var part = text[..Math.Min(text.Length, 4096)];
            var written = Encoding.ASCII.GetBytes(part, output.GetSpan(part.Length));
            output.Advance(written);
            text = text[part.Length..];
        }
    }
}
