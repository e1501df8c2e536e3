using System.Globalization;
using System.Xml;

namespace AcrNetconf.Yang.Types;

/// <summary>A set of Unicode code points of an XSD pattern. ASCII answers from a bitmap.</summary>
internal sealed class CharacterClass
{
    private readonly (int Low, int High)[] _ranges;
    private readonly uint _categories;
    private readonly CharacterClass[] _parts;
    private readonly NameCharacters _names;
    private readonly bool _isNegated;
    private readonly CharacterClass? _without;
    private readonly UInt128 _ascii;

    public CharacterClass(
        (int Low, int High)[]? ranges = null,
        uint categories = 0,
        CharacterClass[]? parts = null,
        NameCharacters names = NameCharacters.None,
        bool isNegated = false,
        CharacterClass? without = null)
    {
        _ranges = ranges ?? [];
        _categories = categories;
        _parts = parts ?? [];
        _names = names;
        _isNegated = isNegated;
        _without = without;
        for (var c = 0; c < 128; c++)
        {
            if (Evaluate(c))
            {
                _ascii |= UInt128.One << c;
            }
        }
    }

    /// <summary>The name characters of XML 1.0: what <c>\i</c> and <c>\c</c> mean.</summary>
    internal enum NameCharacters
    {
        None,
        Start,
        Any,
    }

    /// <summary><c>.</c>: anything but line breaks.</summary>
    public static CharacterClass Dot { get; } = new([('\n', '\n'), ('\r', '\r')], isNegated: true);

    /// <summary><c>\s</c>: exactly the four characters of XML white space.</summary>
    public static CharacterClass Space { get; } = new([('\t', '\n'), ('\r', '\r'), (' ', ' ')]);

    /// <summary><c>\d</c>: decimal digits of every script.</summary>
    public static CharacterClass Digit { get; } = new(categories: CategoryMask("Nd"));

    /// <summary><c>\w</c>: everything but punctuation, separators and others; so no underscore.</summary>
    public static CharacterClass Word { get; } = new(categories: CategoryMask("P") | CategoryMask("Z") | CategoryMask("C"), isNegated: true);

    public static CharacterClass NameStart { get; } = new(names: NameCharacters.Start);

    public static CharacterClass Name { get; } = new(names: NameCharacters.Any);

    public static CharacterClass Of(int codePoint) => new([(codePoint, codePoint)]);

    public CharacterClass Negate() => new(parts: [this], isNegated: true);

    public bool Contains(int codePoint) => codePoint < 128 ? (_ascii >> codePoint & 1) != 0 : Evaluate(codePoint);

    /// <summary>Bits of the general categories a name such as <c>L</c> or <c>Lu</c> stands for; 0 when unknown.</summary>
    public static uint CategoryMask(string name)
    {
        const string Names = "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn"; // order of System.Globalization.UnicodeCategory
        var mask = 0u;
        for (var i = 0; i < Names.Length; i += 2)
        {
            if (name.Length is 1 or 2 && Names[i] == name[0] && (name.Length == 1 || Names[i + 1] == name[1]))
            {
                mask |= 1u << (i / 2);
            }
        }

        return mask;
    }

    private bool Evaluate(int codePoint)
    {
        var found = false;
        foreach (var (low, high) in _ranges)
        {
            if (codePoint >= low && codePoint <= high)
            {
                found = true;
                break;
            }
        }

        if (!found && _categories != 0)
        {
            found = (_categories >> (int)CharUnicodeInfo.GetUnicodeCategory(codePoint) & 1) != 0;
        }

        if (!found && _names != NameCharacters.None)
        {
            found = codePoint == ':' || (codePoint <= char.MaxValue
                && (_names == NameCharacters.Start ? XmlConvert.IsStartNCNameChar((char)codePoint) : XmlConvert.IsNCNameChar((char)codePoint)));
        }

        for (var i = 0; !found && i < _parts.Length; i++)
        {
            found = _parts[i].Contains(codePoint);
        }

        return found != _isNegated && (_without is null || !_without.Contains(codePoint));
    }
}
