using System.Buffers;
using System.Text;

namespace AcrNetconf.Yang.Encoding;

/// <summary>Writes text for XML in ASCII bytes.</summary>
/// <remarks>
/// Only what must be escaped is: &amp; and &lt;, &gt; after ]], carriage return (which readers would turn into a line feed), and everything
/// beyond ASCII as a decimal reference. Clients break on multi-byte characters cut by a chunk edge, on CDATA and on many references.
/// </remarks>
public static class XmlText
{
    private static readonly SearchValues<char> PlainInText = SearchValues.Create(Ascii(except: "&<>"));
    private static readonly SearchValues<char> PlainInAttribute = SearchValues.Create(Ascii(except: "&<>\"\t\n"));

    /// <summary>Writes element content.</summary>
    public static void WriteContent(IBufferWriter<byte> output, ReadOnlySpan<char> text) => Write(output, text, PlainInText);

    /// <summary>Writes an attribute value, to stand between double quotes.</summary>
    public static void WriteAttribute(IBufferWriter<byte> output, ReadOnlySpan<char> text) => Write(output, text, PlainInAttribute);

    /// <summary>Writes text that is known to be ASCII and to need no escaping, such as a name.</summary>
    public static void WritePlain(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        ArgumentNullException.ThrowIfNull(output);
        while (!text.IsEmpty)
        {
            var span = output.GetSpan(Math.Min(text.Length, 4096));
            var length = Math.Min(span.Length, text.Length);
            System.Text.Ascii.FromUtf16(text[..length], span, out var written);
            output.Advance(written);
            text = text[length..];
        }
    }

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<char> text, SearchValues<char> plain)
    {
        var all = text;
        while (true)
        {
            var next = text.IndexOfAnyExcept(plain);
            WritePlain(output, next < 0 ? text : text[..next]);
            if (next < 0)
            {
                return;
            }

            text = text[next..];
            text = text[WriteSpecial(output, all, all.Length - text.Length, plain)..];
        }
    }

    // Writes the character at a place and answers how many UTF-16 units it took.
    private static int WriteSpecial(IBufferWriter<byte> output, ReadOnlySpan<char> text, int at, SearchValues<char> plain)
    {
        switch (text[at])
        {
            case '&':
                output.Write("&amp;"u8);
                return 1;
            case '<':
                output.Write("&lt;"u8);
                return 1;
            case '>' when at >= 2 && text[at - 1] == ']' && text[at - 2] == ']':
                output.Write("&gt;"u8);
                return 1;
            case '>':
                output.Write(">"u8);
                return 1;
            case '"':
                output.Write("&quot;"u8); // attributes only: text takes the quote as it is
                return 1;
            default:
                var status = Rune.DecodeFromUtf16(text[at..], out var rune, out var taken);
                var span = output.GetSpan(16);
                "&#"u8.CopyTo(span);
                var value = status == OperationStatus.Done ? rune.Value : Rune.ReplacementChar.Value;
                value.TryFormat(span[2..], out var digits);
                span[2 + digits] = (byte)';';
                output.Advance(digits + 3);
                return taken;
        }
    }

    private static string Ascii(string except)
        => string.Concat(Enumerable.Range(0x20, 0x5F).Append('\t').Append('\n').Select(c => (char)c).Except(except));
}
