using AcrNetconf.Yang.Schema;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Cli.Shell.Grammar;

/// <summary>Turns the type of a leaf into the words that may fill it, with the model's own ranges and descriptions.</summary>
internal static class ValueWords
{
    /// <summary>The words a leaf or leaf-list takes.</summary>
    public static IEnumerable<GrammarNode> Of(SchemaNode leaf)
    {
        var type = leaf.ValueType!; // it has values
        var help = FirstSentence(leaf.Description);
        return Resolve(type) switch
        {
            EnumerationType enumeration => enumeration.Items.Select(i => new GrammarNode(i.Name, EnumHelp(leaf, type, i.Name), WordKind.Choice)),
            BooleanType => [new GrammarNode("true", help, WordKind.Choice), new GrammarNode("false", help, WordKind.Choice)],
            IdentityRefType => [new GrammarNode("IDENTITY", help, WordKind.Value)],
            _ => [new GrammarNode(Shape(type), help, WordKind.Value) { Check = text => Complaint(type, text) }],
        };
    }

    /// <summary>First sentence of a description, on one line; empty when there is none.</summary>
    public static string FirstSentence(string? description)
    {
        var text = string.Join(' ', (description ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        var end = text.IndexOf(". ", StringComparison.Ordinal);
        return (end < 0 ? text : text[..end]).TrimEnd('.');
    }

    private static string? Complaint(YangType type, string text)
        => type.TryParse(text, null, out _, out var violation) ? null
            : Shape(type).StartsWith('X') ? $"'{text}' is not an address like {Shape(type)}"
            : violation.Message;

    private static YangType Resolve(YangType type) => type is LeafRefType reference ? Resolve(reference.TargetType) : type;

    private static string Shape(YangType type) => Resolve(type) switch
    {
        IntegerType { Range: { } range } => $"INTEGER<{string.Join('|', range.Intervals.Select(i => $"{i.Low}-{i.High}"))}>",
        IntegerType integer => $"INTEGER<{Bounds(integer.Base)}>",
        Decimal64Type => "DECIMAL",
        StringType { Length: { } length } => $"STRING<{length.Low}-{length.High}>",
        _ when type.TypedefName is { } name && name.Contains("ip-address") => "X.X.X.X or X:X::X",
        _ when type.TypedefName is { } name && name.Contains("ipv4-address") => "X.X.X.X",
        _ when type.TypedefName is { } name && name.Contains("ipv6-address") => "X:X::X",
        BinaryType => "BASE64",
        _ => "STRING",
    };

    private static string Bounds(YangBaseType integer) => integer switch
    {
        YangBaseType.Int8 => "-128-127",
        YangBaseType.UInt8 => "0-255",
        YangBaseType.Int16 => "-32768-32767",
        YangBaseType.UInt16 => "0-65535",
        YangBaseType.Int32 => "-2147483648-2147483647",
        YangBaseType.UInt32 => "0-4294967295",
        YangBaseType.Int64 => "-9223372036854775808-9223372036854775807",
        _ => "0-18446744073709551615",
    };

    /// <summary>The description of an enum, found in the text of the module that defines it.</summary>
    private static string EnumHelp(SchemaNode leaf, YangType type, string name)
    {
        var definition = type.TypedefName is { } typedef
            ? leaf.Module.Prefixes.Values.Prepend(leaf.Module)
                .Where(m => typedef.StartsWith(m.Name + ":", StringComparison.Ordinal))
                .Select(m => m.Statement?.Children.FirstOrDefault(s => s.Kind == YangKeyword.Typedef && s.Argument == typedef[(m.Name.Length + 1)..]))
                .FirstOrDefault(s => s is not null)
            : Find(leaf.Module.Statement, leaf.Span);
        var item = definition?.Find(YangKeyword.Type)?.Children.FirstOrDefault(s => s.Kind == YangKeyword.Enum && s.Argument == name);
        return FirstSentence(item?.ArgumentOf(YangKeyword.Description) ?? leaf.Description);
    }

    private static Statement? Find(Statement? statement, SourceSpan span)
    {
        if (statement is null || statement.Span == span)
        {
            return statement;
        }

        return statement.Children.Select(c => Find(c, span)).FirstOrDefault(found => found is not null);
    }
}
