using AcrNetconf.Yang.Syntax;
using AcrNetconf.Yang.Types;

namespace AcrNetconf.Yang.Schema.Passes;

/// <summary>A default as written, with the text whose prefixes it uses.</summary>
internal sealed record DefaultText(string Text, ModuleUnit Unit, Statement Statement);

/// <summary>A type with what else a typedef gives: default and units.</summary>
/// <param name="Type">The type.</param>
/// <param name="Default">Default of the typedef chain, or null.</param>
/// <param name="Units">Units of the typedef chain, or null.</param>
/// <param name="IsContextual">True when it holds a leafref: its meaning depends on the leaf, so it is never shared between leafs.</param>
internal sealed record CompiledType(YangType Type, DefaultText? Default, string? Units, bool IsContextual);
