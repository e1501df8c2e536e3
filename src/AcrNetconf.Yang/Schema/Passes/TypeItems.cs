using System.Collections.Immutable;
using System.Globalization;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Enums and bits: assigned numbers, and restriction in derived types (RFC 7950 §9.6.4, §9.7.4).</summary>
internal sealed class TypeItems(CompileSession session, FeaturePass features)
{
    public EnumerationType? Enumeration(Statement type, ModuleUnit unit)
    {
        var items = ImmutableArray.CreateBuilder<EnumItem>();
        var ok = Assign(type, YangKeyword.Enum, YangKeyword.Value, int.MinValue, int.MaxValue, (statement, number) =>
        {
            if (features.IsEnabled(statement, unit))
            {
                items.Add(new(statement.Argument!, (int)number, IsConditional(statement))); // Assign skips statements without argument
            }
        });
        return ok ? new(items.ToImmutable()) : null;
    }

    public BitsType? Bits(Statement type, ModuleUnit unit)
    {
        var items = ImmutableArray.CreateBuilder<BitItem>();
        var ok = Assign(type, YangKeyword.Bit, YangKeyword.Position, 0, uint.MaxValue, (statement, number) =>
        {
            if (features.IsEnabled(statement, unit))
            {
                items.Add(new(statement.Argument!, (uint)number, IsConditional(statement))); // Assign skips statements without argument
            }
        });
        return ok ? new(items.ToImmutable()) : null;
    }

    public EnumerationType? Restrict(Statement type, EnumerationType @base, ModuleUnit unit)
    {
        var items = ImmutableArray.CreateBuilder<EnumItem>();
        var ok = Narrow(type, YangKeyword.Enum, YangKeyword.Value, name => @base.Find(name)?.Value, statement =>
        {
            if (features.IsEnabled(statement, unit) && @base.Find(statement.Argument!) is { } item) // Narrow skips statements without argument
            {
                items.Add(item with { IsConditional = item.IsConditional || IsConditional(statement) });
            }
        });
        return !ok ? null : type.Find(YangKeyword.Enum) is null ? @base : new(items.ToImmutable());
    }

    public BitsType? Restrict(Statement type, BitsType @base, ModuleUnit unit)
    {
        var items = ImmutableArray.CreateBuilder<BitItem>();
        var ok = Narrow(type, YangKeyword.Bit, YangKeyword.Position, name => @base.Find(name)?.Position, statement =>
        {
            if (features.IsEnabled(statement, unit) && @base.Find(statement.Argument!) is { } item) // Narrow skips statements without argument
            {
                items.Add(item with { IsConditional = item.IsConditional || IsConditional(statement) });
            }
        });
        return !ok ? null : type.Find(YangKeyword.Bit) is null ? @base : new(items.ToImmutable());
    }

    private static bool IsConditional(Statement statement) => statement.Find(YangKeyword.IfFeature) is not null;

    /// <summary>Numbers the items: as given, else one above the highest so far.</summary>
    private bool Assign(Statement type, YangKeyword kind, YangKeyword numberKind, long lowest, long highest, Action<Statement, long> add)
    {
        var names = new HashSet<string>();
        var numbers = new HashSet<long>();
        long? top = null;
        var ok = true;
        foreach (var child in type.Children)
        {
            if (child.Kind != kind || child.Argument is not { } name)
            {
                continue;
            }

            if (!names.Add(name))
            {
                ok = Fail(child, "duplicate-definition", $"{child.Keyword} \"{name}\" is defined twice");
            }

            var number = top is null ? 0 : top.Value + 1;
            if (child.ArgumentOf(numberKind) is { } text)
            {
                if (!long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number) || number < lowest || number > highest)
                {
                    continue; // the grammar check has reported it
                }
            }
            else if (number > highest)
            {
                // RFC 7950 §9.6.4.2, §9.7.4.2: after the highest number the next one must be given.
                ok = Fail(child, "enum-value", $"{child.Keyword} \"{name}\" needs an explicit {YangKeywords.Name(numberKind)}: the one before has the highest");
                continue;
            }

            if (!numbers.Add(number))
            {
                ok = Fail(child, "duplicate-definition", $"{child.Keyword} \"{name}\" has {YangKeywords.Name(numberKind)} {number}, which is taken");
            }

            top = top is null ? number : Math.Max(top.Value, number);
            add(child, number);
        }

        if (names.Count == 0)
        {
            ok = Fail(type, "missing-statement", $"type {type.Argument} needs at least one {YangKeywords.Name(kind)}");
        }

        return ok;
    }

    /// <summary>RFC 7950 §9.6.4: a derived type may keep some names, with their numbers.</summary>
    private bool Narrow(Statement type, YangKeyword kind, YangKeyword numberKind, Func<string, long?> numberOf, Action<Statement> keep)
    {
        var names = new HashSet<string>();
        var ok = true;
        foreach (var child in type.Children)
        {
            if (child.Kind != kind || child.Argument is not { } name)
            {
                continue;
            }

            if (!names.Add(name))
            {
                ok = Fail(child, "duplicate-definition", $"{child.Keyword} \"{name}\" is named twice");
            }
            else if (numberOf(name) is not { } number)
            {
                ok = Fail(child, "restriction", $"{child.Keyword} \"{name}\" is not in the type being restricted");
            }
            else if (child.ArgumentOf(numberKind) is { } text && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var given) && given != number)
            {
                ok = Fail(child, "restriction", $"{child.Keyword} \"{name}\" has {YangKeywords.Name(numberKind)} {number} in the type being restricted, not {given}");
            }
            else
            {
                keep(child);
            }
        }

        return ok;
    }

    private bool Fail(Statement at, string code, string message)
    {
        session.Error(code, at, message, at.Kind is YangKeyword.Bit or YangKeyword.Position ? "RFC 7950 §9.7.4" : "RFC 7950 §9.6.4");
        return false;
    }
}
