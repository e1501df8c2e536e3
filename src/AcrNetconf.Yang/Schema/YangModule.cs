using System.Collections.Immutable;
using AcrNetconf.Yang.Syntax;

namespace AcrNetconf.Yang.Schema;

/// <summary>A compiled module. Immutable once its <see cref="SchemaContext"/> exists.</summary>
public sealed class YangModule
{
    // Texts are three times a compiled schema and rarely asked for: half the size as bytes, and their statements live as long as somebody reads them.
    private readonly byte[] _source;
    private readonly WeakReference<Statement> _statement = new(null!); // empty is what it means

    internal YangModule(string name, string @namespace, string prefix, string? revision, bool isVersion11, string sourceText)
    {
        Name = name;
        Namespace = @namespace;
        Prefix = prefix;
        Revision = revision;
        IsVersion11 = isVersion11;
        _source = System.Text.Encoding.UTF8.GetBytes(sourceText);
    }

    public string Name { get; }

    public string Namespace { get; }

    /// <summary>The module's own prefix.</summary>
    public string Prefix { get; }

    /// <summary>Newest revision date, <c>YYYY-MM-DD</c>; null when the module has none.</summary>
    public string? Revision { get; }

    /// <summary>True for <c>yang-version 1.1</c>.</summary>
    public bool IsVersion11 { get; }

    /// <summary>The text as read; what get-schema returns.</summary>
    public string SourceText => System.Text.Encoding.UTF8.GetString(_source);

    /// <summary>The text in UTF-8.</summary>
    public ReadOnlySpan<byte> Source => _source;

    /// <summary>Where the text came from, or null when it was given in memory.</summary>
    public string? SourcePath { get; internal set; }

    /// <summary>False for modules that are only imported (RFC 7950 §5.6.5).</summary>
    public bool IsImplemented { get; internal set; }

    public ImmutableArray<YangSubmodule> Submodules { get; internal set; } = [];

    /// <summary>Features declared by the module, each with whether it is supported here.</summary>
    public ImmutableDictionary<string, bool> Features { get; internal set; } = ImmutableDictionary<string, bool>.Empty;

    /// <summary>Names of the modules whose deviations change this one.</summary>
    public ImmutableArray<string> DeviatedBy { get; internal set; } = [];

    /// <summary>Every prefix usable in this module's text, its own included, to the module it means.</summary>
    public ImmutableDictionary<string, YangModule> Prefixes { get; internal set; } = ImmutableDictionary<string, YangModule>.Empty;

    /// <summary>Identities by name.</summary>
    public ImmutableDictionary<string, YangIdentity> Identities { get; internal set; } = ImmutableDictionary<string, YangIdentity>.Empty;

    public ImmutableArray<ExtensionInstance> Extensions { get; internal set; } = [];

    /// <summary>Structures of RFC 8791 (and yang-data of RFC 8040 §8) as containers under a root of their own; null when there are none.</summary>
    public RootSchema? Structures { get; internal set; }

    /// <summary>Annotations of RFC 7952 by name.</summary>
    public ImmutableDictionary<string, Types.YangType> Annotations { get; internal set; } = ImmutableDictionary<string, Types.YangType>.Empty;

    /// <summary>The top of the schema the module is part of; null while it is being compiled.</summary>
    internal RootSchema? Root { get; set; }

    /// <summary>The statements as written; read again from the text when the last reader has let go of them.</summary>
    public Statement? Statement
    {
        get
        {
            if (_statement.TryGetTarget(out var statement))
            {
                return statement;
            }

            statement = YangParser.Parse(SourceText, SourcePath ?? Name + ".yang").Root;
            _statement.SetTarget(statement!); // a null makes it empty, as it is
            return statement;
        }
        internal set => _statement.SetTarget(value!); // as above
    }

    /// <inheritdoc/>
    public override string ToString() => Revision is null ? Name : $"{Name}@{Revision}";
}
