using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Defaults must be values of their type, unconditionally (RFC 7950 §7.3.4, §7.6.4, §7.7.4).</summary>
internal static class DefaultCheck
{
    public static bool Parse(CompileSession session, YangType type, DefaultText @default, Statement at, out YangValue value)
    {
        if (!type.TryParseInModule(@default.Text, @default.Unit, out value, out var violation))
        {
            session.Error("default", at, $"default \"{@default.Text}\" is not a value of its type: {violation.Message}", "RFC 7950 §7.6.4");
            return false;
        }

        if (ConditionalPart(value) is { } name)
        {
            session.Error("default", at, $"default \"{@default.Text}\" depends on a feature: {name} has an if-feature", "RFC 7950 §7.6.4");
            return false;
        }

        return true;
    }

    private static string? ConditionalPart(in YangValue value)
    {
        switch (value.Type)
        {
            case EnumerationType enumeration:
                return enumeration.Find(value.Number) is { IsConditional: true } item ? item.Name : null;
            case BitsType bits:
                foreach (var bit in bits.Items)
                {
                    if (bit.IsConditional && bits.IsSet(value, bit.Name))
                    {
                        return bit.Name;
                    }
                }

                return null;
            default:
                return null;
        }
    }
}
