using System.Globalization;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Syntax;

/// <summary>Checks arguments against the ABNF of RFC 7950 §14.</summary>
internal static class ArgumentSyntax
{
    /// <summary>What is wrong with an argument, as the end of a sentence; null when nothing is.</summary>
    public static string? Check(ArgumentKind kind, string argument, bool isVersion11) => kind switch
    {
        ArgumentKind.Identifier => CheckIdentifier(argument, isVersion11),
        ArgumentKind.IdentifierReference => IsIdentifierReference(argument) ? null : "is not an identifier with optional prefix",
        ArgumentKind.Boolean => argument is "true" or "false" ? null : "is neither true nor false",
        ArgumentKind.Date => IsDate(argument) ? null : "is not a date of the form YYYY-MM-DD",
        ArgumentKind.Version => argument is "1" or "1.1" ? null : "is neither 1 nor 1.1",
        ArgumentKind.Status => argument is "current" or "deprecated" or "obsolete" ? null : "is not current, deprecated or obsolete",
        ArgumentKind.OrderedBy => argument is "user" or "system" ? null : "is neither user nor system",
        ArgumentKind.MinElements => IsNonNegative(argument, uint.MaxValue) ? null : "is not a non-negative integer of 32 bits",
        ArgumentKind.MaxElements => argument == "unbounded" || (argument != "0" && IsNonNegative(argument, uint.MaxValue)) ? null : "is neither unbounded nor a positive integer of 32 bits",
        ArgumentKind.FractionDigits => argument != "0" && IsNonNegative(argument, 18) ? null : "is not an integer from 1 to 18",
        ArgumentKind.EnumValue => IsEnumValue(argument) ? null : "is not an integer of 32 bits",
        ArgumentKind.BitPosition => IsNonNegative(argument, uint.MaxValue) ? null : "is not a non-negative integer of 32 bits",
        ArgumentKind.EnumName => argument.Length > 0 && !char.IsWhiteSpace(argument[0]) && !char.IsWhiteSpace(argument[^1]) ? null : "is empty or has blanks around it",
        ArgumentKind.IfFeature => CheckIfFeature(argument, isVersion11),
        ArgumentKind.Key => CheckNames(argument, static name => IsIdentifierReference(name) ? null : "is not a list of leaf names"),
        ArgumentKind.Unique => CheckNames(argument, static name => SchemaNodeIdentifier.IsDescendant(name) ? null : "is not a list of descendant schema nodes"),
        ArgumentKind.AbsoluteSchemaNode => SchemaNodeIdentifier.IsAbsolute(argument) ? null : "is not an absolute schema node identifier",
        ArgumentKind.DescendantSchemaNode => SchemaNodeIdentifier.IsDescendant(argument) ? null : "is not a descendant schema node identifier",
        ArgumentKind.AnySchemaNode => SchemaNodeIdentifier.IsAbsolute(argument) || SchemaNodeIdentifier.IsDescendant(argument) ? null : "is not a schema node identifier",
        ArgumentKind.Modifier => argument == "invert-match" ? null : "is not invert-match",
        ArgumentKind.Deviate => argument is "add" or "replace" or "delete" or "not-supported" ? null : "is not add, replace, delete or not-supported",
        ArgumentKind.NonEmptyText => argument.Length > 0 ? null : "is empty",
        _ => null,
    };

    /// <summary><c>[prefix:]identifier</c>.</summary>
    public static bool IsIdentifierReference(ReadOnlySpan<char> text)
    {
        var colon = text.IndexOf(':');
        return colon < 0 ? Lexical.IsIdentifier(text) : Lexical.IsIdentifier(text[..colon]) && Lexical.IsIdentifier(text[(colon + 1)..]);
    }

    /// <summary>A calendar date; the grammar asks for digits only, but a month 13 names no revision.</summary>
    public static bool IsDate(string text)
        => text.Length == 10 && text[4] == '-' && text[7] == '-' && DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static string? CheckIdentifier(string argument, bool isVersion11)
    {
        if (!Lexical.IsIdentifier(argument))
        {
            return "is not an identifier";
        }

        // RFC 6020 §6.2 reserved names that start with "xml"; RFC 7950 §6.2 no longer does.
        return !isVersion11 && argument.StartsWith("xml", StringComparison.OrdinalIgnoreCase) ? "starts with \"xml\", which YANG 1 reserves" : null;
    }

    private static string? CheckIfFeature(string argument, bool isVersion11)
    {
        if (!isVersion11)
        {
            return IsIdentifierReference(argument) ? null : "is not a feature name; expressions need yang-version 1.1";
        }

        return IfFeatureExpression.TryParse(argument, out _) ? null : "is not an expression of feature names, not, and, or";
    }

    private static string? CheckNames(string argument, Func<string, string?> check)
    {
        var names = argument.Split([' ', '\t', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries);
        if (names.Length == 0)
        {
            return "is empty";
        }

        // RFC 7950 §14, key-arg: blanks separate names and stand nowhere else.
        if (Lexical.IsSpace(argument[0]) || Lexical.IsSpace(argument[^1]))
        {
            return "has blanks around it";
        }

        foreach (var name in names)
        {
            if (check(name) is { } problem)
            {
                return problem;
            }
        }

        return null;
    }

    private static bool IsNonNegative(string text, uint maximum)
        => text.Length > 0 && (text == "0" || text[0] != '0') && !text.AsSpan().ContainsAnyExceptInRange('0', '9')
            && uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= maximum;

    private static bool IsEnumValue(string text)
    {
        var digits = text.AsSpan(text.StartsWith('-') ? 1 : 0);
        return digits.Length > 0 && (digits is "0" || digits[0] != '0') && !digits.ContainsAnyExceptInRange('0', '9')
            && int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _);
    }
}
