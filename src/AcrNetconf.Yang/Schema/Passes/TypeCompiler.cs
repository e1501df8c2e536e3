using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;
using AcrNetconf.Yang.XPath;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>Turns type statements into types: follows typedef chains and applies restrictions (RFC 7950 §7.3, §7.4, §9).</summary>
internal sealed class TypeCompiler(CompileSession session, FeaturePass features, IdentityPass identities)
{
    private const int MaxChain = 200;
    private readonly TypeItems _items = new(session, features);
    private int _depth;

    /// <summary>Compiles the type statement of a leaf, leaf-list or typedef.</summary>
    /// <param name="statement">The type statement.</param>
    /// <param name="scope">Where it stands.</param>
    /// <param name="leafModule">Namespace of the leaf, which unprefixed names in leafref paths belong to (RFC 7950 §6.4.1).</param>
    /// <param name="status">Status of the definition that uses the type.</param>
    /// <returns>Null after an error that has been reported.</returns>
    public CompiledType? Compile(Statement statement, DefinitionScope scope, YangModule leafModule, YangStatus status)
    {
        if (statement.Argument is not { } reference || !ArgumentSyntax.IsIdentifierReference(reference))
        {
            return null;
        }

        if (++_depth > MaxChain)
        {
            _depth--;
            session.Error("circular-typedef", statement, "types are nested too deeply", "RFC 7950 §7.3");
            return null;
        }

        var compiled = Lexical.BaseOf(reference) is { } @base
            ? BuiltIn(statement, @base, scope, leafModule, status)
            : Derived(statement, reference, scope, leafModule, status);
        _depth--;
        return compiled;
    }

    /// <summary>Compiles a typedef for its own sake: its errors are errors whether it is used or not.</summary>
    public CompiledType? Compile(TypedefDefinition typedef, YangModule leafModule)
    {
        if (typedef.State == ResolutionState.Done && typedef.Compiled is not { IsContextual: true })
        {
            return typedef.Compiled;
        }

        if (typedef.State == ResolutionState.InProgress)
        {
            session.Error("circular-typedef", typedef.Statement, $"typedef \"{typedef.Statement.Argument}\" is defined by itself", "RFC 7950 §7.3");
            return null;
        }

        typedef.State = ResolutionState.InProgress;
        typedef.Compiled = CompileTypedef(typedef, leafModule);
        typedef.State = ResolutionState.Done;
        return typedef.Compiled;
    }

    private CompiledType? CompileTypedef(TypedefDefinition typedef, YangModule leafModule)
    {
        var unit = typedef.Scope.Unit;
        if (typedef.Statement.Find(YangKeyword.Type) is not { } statement || Compile(statement, typedef.Scope, leafModule, typedef.Status) is not { } inner)
        {
            return null;
        }

        var type = inner.Type.Named($"{unit.Owner.Name}:{typedef.Statement.Argument}");
        var defaultStatement = typedef.Statement.Find(YangKeyword.Default);
        var @default = defaultStatement is { Argument: { } text } ? new DefaultText(text, unit, defaultStatement) : inner.Default;
        if (@default is not null && !inner.IsContextual)
        {
            DefaultCheck.Parse(session, type, @default, defaultStatement ?? statement, out _);
        }

        return new(type, @default, typedef.Statement.ArgumentOf(YangKeyword.Units) ?? inner.Units, inner.IsContextual);
    }

    private CompiledType? Derived(Statement statement, string reference, DefinitionScope scope, YangModule leafModule, YangStatus status)
    {
        var unit = scope.Unit;
        if (!unit.TryResolve(reference, out var module, out var name))
        {
            session.Error("unknown-prefix", statement, $"the prefix of type \"{reference}\" is not declared", "RFC 7950 §7.1.4");
            return null;
        }

        var isOwn = ReferenceEquals(module, unit.Owner);
        var typedef = isOwn ? scope.FindTypedef(name) : module.Typedefs.GetValueOrDefault(name);
        if (typedef is null)
        {
            session.Error("unknown-type", statement, $"type \"{reference}\" is not defined", "RFC 7950 §7.4");
            return null;
        }

        if (isOwn && typedef.Status > status)
        {
            session.Error("status", statement, $"a {FeaturePass.StatusText(status)} definition uses typedef \"{name}\", which is {FeaturePass.StatusText(typedef.Status)}", "RFC 7950 §7.21.2");
        }

        return Compile(typedef, leafModule) is { } @base ? Restrict(statement, @base, scope, leafModule) : null;
    }

    /// <summary>Applies the substatements of a type statement that refers to a typedef.</summary>
    private CompiledType? Restrict(Statement statement, CompiledType compiled, DefinitionScope scope, YangModule leafModule)
    {
        if (statement.Children.Length == 0)
        {
            return compiled;
        }

        if (!CheckRestrictions(statement, compiled.Type.Base, isDerived: true, scope.Unit))
        {
            return null;
        }

        var name = compiled.Type.TypedefName;
        YangType? type = compiled.Type switch
        {
            IntegerType integer => new IntegerType(integer.Base, Range(statement, YangKeyword.Range, RangeOf(integer), 0) ?? integer.Range),
            Decimal64Type number => new Decimal64Type(number.FractionDigits, Range(statement, YangKeyword.Range, number.Range?.Intervals ?? Decimal64Type.Everything, number.FractionDigits) ?? number.Range),
            StringType text => new StringType(Range(statement, YangKeyword.Length, LengthOf(text.Length), 0) ?? text.Length, Patterns(statement, text.Patterns)),
            BinaryType binary => new BinaryType(Range(statement, YangKeyword.Length, LengthOf(binary.Length), 0) ?? binary.Length),
            EnumerationType enumeration => _items.Restrict(statement, enumeration, scope.Unit),
            BitsType bits => _items.Restrict(statement, bits, scope.Unit),
            LeafRefType leafref => new LeafRefType(leafref.Path, statement.ArgumentOf(YangKeyword.RequireInstance) is { } required ? required != "false" : leafref.RequireInstance),
            InstanceIdentifierType identifier => new InstanceIdentifierType(statement.ArgumentOf(YangKeyword.RequireInstance) is { } required ? required != "false" : identifier.RequireInstance),
            var other => other,
        };
        return type is null ? null : compiled with { Type = name is null ? type : type.Named(name) };
    }

    private CompiledType? BuiltIn(Statement statement, YangBaseType @base, DefinitionScope scope, YangModule leafModule, YangStatus status)
    {
        var unit = scope.Unit;
        if (!CheckRestrictions(statement, @base, isDerived: false, unit))
        {
            return null;
        }

        switch (@base)
        {
            case YangBaseType.LeafRef:
                return LeafRef(statement, scope, leafModule);
            case YangBaseType.Union:
                return Union(statement, scope, leafModule, status);
        }

        YangType? type = @base switch
        {
            YangBaseType.Binary => new BinaryType(Range(statement, YangKeyword.Length, LengthOf(null), 0)),
            YangBaseType.Bits => _items.Bits(statement, unit),
            YangBaseType.Boolean => new BooleanType(),
            YangBaseType.Decimal64 => Decimal64(statement),
            YangBaseType.Empty => new EmptyType(),
            YangBaseType.Enumeration => _items.Enumeration(statement, unit),
            YangBaseType.IdentityRef => IdentityRef(statement, unit, status),
            YangBaseType.InstanceIdentifier => new InstanceIdentifierType(statement.ArgumentOf(YangKeyword.RequireInstance) != "false"),
            YangBaseType.String => new StringType(Range(statement, YangKeyword.Length, LengthOf(null), 0), Patterns(statement, [])),
            _ => new IntegerType(@base, Range(statement, YangKeyword.Range, [Everything(@base)], 0)),
        };
        return type is null ? null : new(type, null, null, IsContextual: false);
    }

    private static RangeInterval Everything(YangBaseType @base)
    {
        var (low, high) = IntegerType.Limits(@base);
        return new(low, high);
    }

    private static ImmutableArray<RangeInterval> RangeOf(IntegerType type) => type.Range?.Intervals ?? [Everything(type.Base)];

    private static ImmutableArray<RangeInterval> LengthOf(RangeRestriction? length) => length?.Intervals ?? [new(0, ulong.MaxValue)];

    private Decimal64Type? Decimal64(Statement statement)
    {
        if (statement.ArgumentOf(YangKeyword.FractionDigits) is not { } digits)
        {
            session.Error("missing-statement", statement, "decimal64 needs fraction-digits", "RFC 7950 §9.3.4");
            return null;
        }

        return int.TryParse(digits, out var count) && count is >= 1 and <= 18
            ? new Decimal64Type(count, Range(statement, YangKeyword.Range, Decimal64Type.Everything, count))
            : null;
    }

    private IdentityRefType? IdentityRef(Statement statement, ModuleUnit unit, YangStatus status)
    {
        var bases = ImmutableArray.CreateBuilder<YangIdentity>();
        var count = 0;
        foreach (var child in statement.Children)
        {
            if (child is { Kind: YangKeyword.Base, Argument: { } reference })
            {
                count++;
                if (identities.Find(child, reference, unit, status) is { } identity)
                {
                    bases.Add(identity.Identity);
                }
            }
        }

        if (count == 0)
        {
            session.Error("missing-statement", statement, "identityref needs a base", "RFC 7950 §9.10.2");
        }

        return count > 0 && bases.Count == count ? new IdentityRefType(bases.ToImmutable()) : null;
    }

    private CompiledType? LeafRef(Statement statement, DefinitionScope scope, YangModule leafModule)
    {
        var unit = scope.Unit;
        if (statement.Find(YangKeyword.Path) is not { Argument: { } text } path)
        {
            session.Error("missing-statement", statement, "leafref needs a path", "RFC 7950 §9.9.2");
            return null;
        }

        if (!LeafRefPath.TryParse(text, out _, out var problem))
        {
            session.Error("path", path, $"path \"{text}\": {problem}", "RFC 7950 §9.9.2");
            return null;
        }

        var expression = new YangExpression(text, unit.Owner.Module, leafModule, path.Span, unit.ExpressionPrefixes);
        return new(new LeafRefType(expression, statement.ArgumentOf(YangKeyword.RequireInstance) != "false"), null, null, IsContextual: true);
    }

    private CompiledType? Union(Statement statement, DefinitionScope scope, YangModule leafModule, YangStatus status)
    {
        var members = ImmutableArray.CreateBuilder<YangType>();
        var isComplete = true;
        var isContextual = false;
        foreach (var child in statement.Children)
        {
            if (child.Kind != YangKeyword.Type)
            {
                continue;
            }

            if (Compile(child, scope, leafModule, status) is not { } member)
            {
                isComplete = false;
                continue;
            }

            if (!scope.Unit.IsVersion11 && member.Type.Base is YangBaseType.Empty or YangBaseType.LeafRef)
            {
                session.Error("union-member", child, $"in YANG 1 a union has no member of type {Lexical.NameOf(member.Type.Base)}", "RFC 6020 §9.12");
            }

            isContextual |= member.IsContextual;
            members.Add(member.Type);
        }

        if (isComplete && members.Count == 0)
        {
            session.Error("missing-statement", statement, "union needs at least one type", "RFC 7950 §9.12.1");
            return null;
        }

        return isComplete ? new(new UnionType(members.ToImmutable()), null, null, isContextual) : null;
    }

    private RangeRestriction? Range(Statement statement, YangKeyword kind, ImmutableArray<RangeInterval> @base, int fractionDigits)
    {
        if (statement.Find(kind) is not { Argument: { } text } restriction)
        {
            return null;
        }

        if (!RangeExpression.TryRead(text, @base, fractionDigits, out var intervals, out var problem))
        {
            session.Error(kind == YangKeyword.Range ? "range" : "length", restriction, $"{restriction.Keyword} \"{text}\": {problem}", kind == YangKeyword.Range ? "RFC 7950 §9.2.4" : "RFC 7950 §9.4.4");
            return null;
        }

        return new(text, intervals, restriction.ArgumentOf(YangKeyword.ErrorMessage), restriction.ArgumentOf(YangKeyword.ErrorAppTag));
    }

    private ImmutableArray<PatternRestriction> Patterns(Statement statement, ImmutableArray<PatternRestriction> inherited)
    {
        var patterns = inherited;
        foreach (var child in statement.Children)
        {
            if (child is not { Kind: YangKeyword.Pattern, Argument: { } text })
            {
                continue;
            }

            if (session.Pattern(text, out var problem) is { } pattern)
            {
                patterns = patterns.Add(new(
                    pattern,
                    child.Find(YangKeyword.Modifier) is not null,
                    child.ArgumentOf(YangKeyword.ErrorMessage),
                    child.ArgumentOf(YangKeyword.ErrorAppTag)));
            }
            else
            {
                session.Error("pattern", child, $"pattern \"{text}\": {problem}", "RFC 7950 §9.4.5");
            }
        }

        return patterns;
    }

    /// <summary>RFC 7950 §9: each built-in type has its own restrictions; any other substatement is an error.</summary>
    private bool CheckRestrictions(Statement statement, YangBaseType @base, bool isDerived, ModuleUnit unit)
    {
        var isGood = true;
        foreach (var child in statement.Children)
        {
            var isAllowed = child.Kind switch
            {
                YangKeyword.Range => @base is (>= YangBaseType.Int8 and <= YangBaseType.Int64) or (>= YangBaseType.UInt8 and <= YangBaseType.UInt64) or YangBaseType.Decimal64,
                YangKeyword.FractionDigits => @base == YangBaseType.Decimal64 && !isDerived,
                YangKeyword.Length => @base is YangBaseType.String or YangBaseType.Binary,
                YangKeyword.Pattern => @base == YangBaseType.String,
                YangKeyword.Enum => @base == YangBaseType.Enumeration && (!isDerived || unit.IsVersion11),
                YangKeyword.Bit => @base == YangBaseType.Bits && (!isDerived || unit.IsVersion11),
                YangKeyword.Path => @base == YangBaseType.LeafRef && !isDerived,
                YangKeyword.RequireInstance => @base == YangBaseType.InstanceIdentifier || (@base == YangBaseType.LeafRef && unit.IsVersion11),
                YangKeyword.Base => @base == YangBaseType.IdentityRef && !isDerived,
                YangKeyword.Type => @base == YangBaseType.Union && !isDerived,
                _ => true,
            };
            if (!isAllowed)
            {
                isGood = false;
                session.Error("restriction", child, $"\"{child.Keyword}\" does not apply to {(isDerived ? "a type derived from " : "")}{Lexical.NameOf(@base)}{(unit.IsVersion11 ? "" : " in YANG 1")}", "RFC 7950 §9");
            }
        }

        return isGood;
    }
}
